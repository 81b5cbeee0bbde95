import { EVERYTHING, type RowScope } from '@bellwether/shared/access/row-scope';
import { summariseDurations } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { applySettings } from '@bellwether/shared/definitions/apply-settings.rules';
import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import type {
  ChangedMedian,
  ExcludedByRule,
  Preview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules, type FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { hoursOf } from '@bellwether/shared/pull-requests/pickup-hours';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { wholePeriod } from '@bellwether/shared/time/buckets';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import { isVisible, loadVisibleAccounts } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { loadCountedAccounts } from './accounts.store.ts';
import { findChangedAccounts, sumMoves } from './changed-accounts.metric.ts';
import { loadSettings, loadSnapshot } from './definitions.store.ts';
import { tellExcluded } from './excluded-by-rule.metric.ts';
import { findCandidates, loadHistories, loadListedSubjects } from './preview.store.ts';
import { type Compared, mergedAndCounted, tellAiSigns, tellTiers } from './tiers-preview.metric.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
/** More are not waited for: then the medians are those of an even sample. */
const MOST_SAMPLED = 2_000;
const AT_ONCE = 200;
const MOST_ACCOUNTS = 100;

const medians = [
  { metric: 'pickup', clock: 'wall' },
  { metric: 'pickup', clock: 'work' },
  { metric: 'review-cycle', clock: 'wall' },
] as const;

type App = Pick<AppContext, 'db' | 'clock'>;

/** Of whose pull requests a preview tells, and of which rules (absent: of all). */
export type PreviewSight = { scope: RowScope; ruleNames?: ReadonlySet<string> };

/** What the settings would change, next to how it is now; nothing is stored. */
export async function previewSettings(
  app: App,
  wanted: DefinitionSettings,
  sight: PreviewSight = { scope: EVERYTHING },
): Promise<Preview> {
  const { active } = await loadSettings(app.db);
  const snapshot = await loadSnapshot(app.db, wanted, app.clock(), active.settings.snapshot);
  const settings = { ...wanted, snapshot };
  const now = applySettings(defaultFactRules, active.settings);
  const then = applySettings(defaultFactRules, settings);
  const visible = await loadVisibleAccounts(app.db.pool, sight.scope);
  const accounts = (await loadCountedAccounts(app.db.pool)).filter(({ id }) =>
    isVisible(visible, id),
  );
  const changed = findChangedAccounts(accounts, now.authorClasses, then.authorClasses);
  return {
    changes: describeChange(active.settings, settings),
    accounts: changed.slice(0, MOST_ACCOUNTS),
    accountsChanged: changed.length,
    ...sumMoves(changed),
    days: DAYS,
    exclusions: await previewExclusions(app, then, sight),
    ...(await previewNumbers(app, now, then, sight.scope)),
  };
}

/** Nothing is read when no rule asks for it. */
async function previewExclusions(
  { db, clock }: App,
  rules: FactRules,
  { scope, ruleNames }: PreviewSight,
): Promise<ExcludedByRule[]> {
  const subjects =
    rules.exclusions.length === 0
      ? []
      : await loadListedSubjects(db.pool, startOfDays(clock()), scope);
  return tellExcluded(subjects, rules).filter(
    ({ name }) => ruleNames === undefined || ruleNames.has(name),
  );
}

function startOfDays(end: Date): Date {
  return new Date(end.getTime() - DAYS * DAY_MS);
}

async function previewNumbers(
  { db, clock }: App,
  now: FactRules,
  then: FactRules,
  scope: RowScope,
): Promise<Pick<Preview, 'medians' | 'tiers' | 'aiSigns' | 'sampled' | 'candidates'>> {
  const end = clock();
  const since = startOfDays(end);
  const { ids, total } = await findCandidates(db.pool, since, MOST_SAMPLED, scope);
  const compared: Compared[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    for (const history of await loadHistories(db.pool, ids.slice(start, start + AT_ONCE))) {
      const { number, title } = history.pullRequest;
      const repository = `${history.repository.owner}/${history.repository.name}`;
      const facts = { before: deriveFacts(history, now), after: deriveFacts(history, then) };
      compared.push({ repository, number, title, ...facts });
    }
  }
  const merged = mergedAndCounted(compared, since);
  const factsNow = compared.map((one) => one.before);
  const factsThen = compared.map((one) => one.after);
  const period = { from: instantOf(since), to: instantOf(end) };
  return {
    medians: medians.map((wanted): ChangedMedian => {
      const before = summarise(factsNow, now, wanted, period);
      const after = summarise(factsThen, then, wanted, period);
      return {
        ...wanted,
        ...{ nowSeconds: before?.p50 ?? null, nowN: before?.n ?? 0 },
        ...{ thenSeconds: after?.p50 ?? null, thenN: after?.n ?? 0 },
      };
    }),
    tiers: tellTiers(merged, now, then),
    aiSigns: tellAiSigns(merged, now, then),
    sampled: ids.length,
    candidates: total,
  };
}

function summarise(
  facts: readonly PullRequestFacts[],
  rules: FactRules,
  question: (typeof medians)[number],
  { from, to }: { from: Instant; to: Instant },
): DurationBucket | undefined {
  return summariseDurations(facts, [wholePeriod(from, to)], {
    ...question,
    ...hoursOf(rules),
    now: to,
  })[0];
}
