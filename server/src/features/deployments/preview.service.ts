import type { DeploymentStep } from '@bellwether/shared/deployments/deployed-by';
import type { DeploymentRule } from '@bellwether/shared/deployments/deployment-rule';
import type { DeploymentPreview } from '@bellwether/shared/deployments/deployments.schema';
import { bucketIndexOf, bucketsOf } from '@bellwether/shared/time/buckets';
import { dateOf, instantOf } from '@bellwether/shared/time/instant';
import type { AppContext } from '../../app-context.ts';
import { type Assessment, assessRule, countedSteps } from './assess-rule.metric.ts';
import { loadLists } from './deployment-sources.store.ts';
import { readingOf, repositoriesUnder } from './deployments.service.ts';
import { loadDeliveryRows, loadRules, type RepositoryName, ruleOf } from './deployments.store.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
const LATEST_SHOWN = 8;

/** What a rule would count and attach, beside the present one. Nothing is changed. */
export async function previewRule(
  app: AppContext,
  repositoryId: string | null,
  rule: DeploymentRule,
): Promise<DeploymentPreview> {
  const rules = await loadRules(app.db);
  const repositories = await repositoriesUnder(app, rules, repositoryId);
  const now = app.clock();
  const tally = new Tally(new Date(now.getTime() - DAYS * DAY_MS), now);
  for (const repository of repositories) {
    const rows = await loadDeliveryRows(app.db, repository.id);
    const present = ruleOf(rules, repository.id);
    tally.add(
      { rule: present, assessment: assessRule(repository, rows, present, now) },
      { rule, assessment: assessRule(repository, rows, rule, now) },
    );
  }
  return { ...tally.result(), notRead: await findNotRead(app, repositories, rule) };
}

type Assessed = { rule: DeploymentRule; assessment: Assessment };
type Outcome = DeploymentPreview['present'];

class Tally {
  readonly #from: Date;
  readonly #buckets: ReturnType<typeof bucketsOf>;
  readonly #weeks: { present: number; proposed: number }[];
  readonly #present: Outcome = { deployments: 0, redeploys: 0, pullRequests: 0 };
  readonly #proposed: Outcome = { deployments: 0, redeploys: 0, pullRequests: 0 };
  readonly #latest: DeploymentPreview['latest'] = [];
  readonly #change = { gained: 0, lost: 0, moved: 0, notCompared: 0 };

  constructor(from: Date, to: Date) {
    this.#from = from;
    this.#buckets = bucketsOf(instantOf(from), instantOf(to) + 1, 'week', 'UTC');
    this.#weeks = this.#buckets.map(() => ({ present: 0, proposed: 0 }));
  }

  add(present: Assessed, proposed: Assessed): void {
    this.#count('present', this.#present, present);
    this.#count('proposed', this.#proposed, proposed);
    this.#latest.push(...proposed.assessment.listed);
    this.#change.notCompared += proposed.assessment.notCompared;
    const before = present.assessment.deployedAt;
    const after = proposed.assessment.deployedAt;
    for (const [id, at] of after) {
      const was = before.get(id);
      this.#change.gained += was === undefined ? 1 : 0;
      this.#change.moved += was !== undefined && was.getTime() !== at.getTime() ? 1 : 0;
    }
    this.#change.lost += [...before.keys()].filter((id) => !after.has(id)).length;
  }

  result(): Omit<DeploymentPreview, 'notRead'> {
    const latest = this.#latest.toSorted((a, b) => b.finishedAt.localeCompare(a.finishedAt));
    return {
      days: DAYS,
      present: this.#present,
      proposed: this.#proposed,
      weeks: this.#weeks.map((week, index) => ({
        startAt: dateOf(this.#buckets[index]?.start ?? 0).toISOString(),
        ...week,
      })),
      latest: latest.slice(0, LATEST_SHOWN),
      ...this.#change,
    };
  }

  #count(side: 'present' | 'proposed', outcome: Outcome, { rule, assessment }: Assessed): void {
    const isRecent = ({ deployment }: DeploymentStep) => deployment.finishedAt >= this.#from;
    const counted = countedSteps(assessment, rule).filter(isRecent);
    outcome.deployments += counted.length;
    outcome.redeploys += assessment.steps.filter(
      (step) => isRecent(step) && step.kind === 'redeploy',
    ).length;
    outcome.pullRequests += assessment.deployedAt.size;
    for (const { deployment } of counted) {
      const week = this.#weeks[bucketIndexOf(this.#buckets, instantOf(deployment.finishedAt))];
      if (week !== undefined) {
        week[side] += 1;
      }
    }
  }
}

/** Repositories whose releases or runs the rule would count and that were not read yet. */
async function findNotRead(
  app: AppContext,
  repositories: readonly RepositoryName[],
  rule: DeploymentRule,
): Promise<DeploymentPreview['notRead']> {
  if (rule.kind !== 'release' && rule.kind !== 'workflow-run') {
    return [];
  }
  const lists = await loadLists(app.db);
  return repositories.flatMap(({ id, repository }) => {
    const isIt = (list: (typeof lists)[number]) =>
      list.repositoryId === id &&
      list.kind === rule.kind &&
      list.name === (rule.workflowName ?? '');
    const { readAt, ...reading } = readingOf(lists.find(isIt));
    return readAt === null ? [{ repositoryId: id, repository, ...reading }] : [];
  });
}
