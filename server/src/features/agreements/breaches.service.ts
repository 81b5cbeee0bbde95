import {
  type AgreementWait,
  isHeadsUp,
  judge,
} from '@bellwether/shared/agreements/agreement-progress.metric';
import type { Breach, Breaches } from '@bellwether/shared/agreements/agreements.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { readPullRequest } from '@bellwether/shared/pull-requests/read-pull-request';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { readWait } from '../cycle-time/waiting.rules.ts';
import { atOneMoment, windowOf } from './agreement.rules.ts';
import { findAgreement, loadInForce, loadZone } from './agreements.store.ts';
import { readWaitsOf } from './progress.service.ts';
import { loadHistories, loadSeenPullRequests, type NamedPullRequest } from './waits.store.ts';

const MOST = 200;

/**
 * What to act on: what waits beyond the time, then what took too long; and what soon will. Only those pull requests that
 * the caller may see one by one.
 * @throws AppError `not_found` for an agreement that is not theirs to see
 */
export async function readBreaches(
  app: Pick<AppContext, 'db' | 'clock'>,
  agreementId: string,
  sight: Sight,
): Promise<Breaches> {
  const { pool } = app.db;
  const found = await findAgreement(pool, agreementId);
  const teams = await loadVisibleTeams(pool, sight.scope);
  if (found === null || !isVisible(teams, found.teamId)) {
    throw new AppError('not_found', 'There is no such agreement among those that you may see.', {
      remedy: 'Look at the list: its team may be gone.',
    });
  }
  if (sight.oneByOne === null) {
    return { breaches: [], total: 0, headsUp: [] };
  }
  const at = atOneMoment(app);
  const window = windowOf(found, instantOf(at.clock()), await loadZone(pool));
  const waits = await readWaitsOf(at, { ...found, ...window });
  const breached = waits.filter((wait) => judge(wait, found) === 'breached');
  const soon = waits.filter((wait) => isHeadsUp(wait, found));
  const ids = [...new Set([...breached, ...soon].map((wait) => wait.pullRequestId))];
  const seen = new Map(
    (await loadSeenPullRequests(pool, ids, sight.oneByOne)).map((one) => [one.id, one]),
  );
  const isSeen = ({ pullRequestId }: AgreementWait) => seen.has(pullRequestId);
  const mine = breached.filter(isSeen).sort(byUrgency);
  const shown = mine.slice(0, MOST);
  const announced = soon
    .filter(isSeen)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, MOST);
  const turns = await readTurns(at, [...shown, ...announced], seen);
  const tell = (wait: AgreementWait) => describe(wait, seen, turns);
  return { breaches: shown.flatMap(tell), total: mine.length, headsUp: announced.flatMap(tell) };
}

/** What waits comes first, the longest first; then what began last. */
function byUrgency(a: AgreementWait, b: AgreementWait): number {
  const [isOpen, isOtherOpen] = [a.state === 'open', b.state === 'open'];
  if (isOpen !== isOtherOpen) {
    return isOpen ? -1 : 1;
  }
  return (isOpen ? b.seconds - a.seconds : b.startAt - a.startAt) || (a.id < b.id ? -1 : 1);
}

/** On whom open pull requests wait now. */
async function readTurns(
  app: Pick<AppContext, 'db' | 'clock'>,
  waits: readonly AgreementWait[],
  seen: ReadonlyMap<string, NamedPullRequest>,
): Promise<Map<string, string[]>> {
  const { rules }: { rules: FactRules } = await loadInForce(app.db.pool);
  const now = instantOf(app.clock());
  const open = waits.filter(({ state, reviewerName }) => state === 'open' && reviewerName === null);
  const ids = [...new Set(open.map(({ pullRequestId }) => pullRequestId))];
  const histories = await loadHistories(app.db.pool, ids);
  return new Map(
    histories.map((history) => {
      const { id } = history.pullRequest;
      const wait = readWait(readPullRequest(history, rules), seen.get(id)?.asked ?? [], now);
      return [id, wait?.waitsOn ?? []];
    }),
  );
}

function describe(
  wait: AgreementWait,
  seen: ReadonlyMap<string, NamedPullRequest>,
  turns: ReadonlyMap<string, readonly string[]>,
): Breach[] {
  const named = seen.get(wait.pullRequestId);
  if (named === undefined) {
    return [];
  }
  const { id: _, asked: __, ...pullRequest } = named;
  const isOpen = wait.state === 'open';
  const reviewers = wait.reviewerName === null ? turns.get(named.id) : [wait.reviewerName];
  return [
    {
      ...{ ...pullRequest, id: wait.id, pullRequestId: named.id, isOpen },
      ...{ startedAt: formatInstant(dateOf(wait.startAt)), seconds: wait.seconds },
      waitsOn: isOpen ? [...(reviewers ?? [])] : [],
    },
  ];
}
