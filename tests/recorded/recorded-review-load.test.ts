import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { loadOf } from '@bellwether/shared/review-load/load.metric';
import { eligibleBefore, tallyReviews } from '@bellwether/shared/review-load/tally-reviews.metric';
import { instantOf } from '@bellwether/shared/time/instant';
import { describe, expect, test } from 'vitest';
import { worldToHistories } from '../golden/world-to-histories.ts';
import { expectSameLoad, type RecordedLoad } from '../support/recorded-load.ts';
import { readRecording, recordingFolders } from './read-recording.ts';

const folders = recordingFolders();

describe.skipIf(folders.length === 0)('review load of recorded repositories (C21)', () => {
  for (const folder of folders) {
    const recording = readRecording(folder);
    const histories = worldToHistories({
      ...recording,
      defaultBranch: 'master',
      gitattributes: null,
    });
    const rows = histories.map((history) => deriveFacts(history, defaultFactRules));
    const logins = new Map(
      histories.flatMap(({ accounts }) => [...accounts].map(([id, { login }]) => [id, login])),
    );
    const loginOf = (id: string) => logins.get(id) ?? id;
    const expected = JSON.parse(
      readFileSync(join(folder, 'expected-review-load.json'), 'utf8'),
    ) as Record<string, RecordedLoad[]>;

    test.each(
      (expected[recording.repository] ?? []).map((one) => [one.from, one.to, one] as const),
    )(`${recording.repository} from %s to %s equals the recorded load`, (_, __, wanted) => {
      const [from, to] = [instantOf(new Date(wanted.from)), instantOf(new Date(wanted.to))];
      const load = loadOf(
        tallyReviews(rows, from, to, loginOf),
        eligibleBefore(rows, to, loginOf).map((person) => ({ person, availableDays: 1 })),
      );
      expect(wanted.reviewers.length).toBeGreaterThan(0);
      expectSameLoad(
        {
          ...{ absenceFactor: load.absenceFactor, hhi: load.hhi, gini: load.gini },
          ...{ eligible: load.eligible, effectiveReviewers: load.effective },
          reviewers: load.people
            .filter(({ pullRequests }) => pullRequests > 0)
            .map(({ person, pullRequests, effortMinutes, share }) => ({
              ...{ login: person, pullRequests, effortMinutes, share },
            })),
        },
        wanted,
      );
    });
  }
});
