import { drawFiles } from './files.ts';
import { DAY, HOUR, MINUTE, SECOND, toSecond } from './instants.ts';
import { DEFAULT_BRANCH, type IssueDraft, type Moment, type PullDraft } from './moments.ts';
import { type Person, peers, team } from './people.ts';
import { mergeBy } from './pull-life.ts';
import type { Random } from './random.ts';
import type { RepositorySketch } from './repositories.ts';
import type { StoryClock } from './story.ts';
import { momentWithin, workingMs } from './work-calendar.ts';

/** Incidents per merged pull request, until the new way has settled and after. */
const RATE_BEFORE = 0.058;
const RATE_AFTER = 0.026;

/** Something that broke, and what mended it: a pull request, or the return to the version before at an instant. */
export type Incident = {
  issue: IssueDraft;
  remedy: PullDraft | null;
  rolledBackAt: number | null;
};

export type Merge = { at: number; draft: PullDraft };

const troubles = [
  'Errors in the %',
  'No answer from the %',
  'Slow answers from the %',
  'Wrong data in the %',
  'The % is stuck',
  'Timeouts in the %',
  'The % loses changes',
];

/** Walks the merges and lets every so many of them break something: evenly, so that the rate is what it is meant to be. */
export function planIncidents(
  merges: readonly Merge[],
  slotsOf: (repository: RepositorySketch) => readonly number[],
  clock: StoryClock,
  seed: Random,
): Incident[] {
  const incidents: Incident[] = [];
  let due = 0.5;
  for (const merge of merges) {
    due += merge.at < clock.settledAt ? RATE_BEFORE : RATE_AFTER;
    const slot = slotsOf(merge.draft.repository).find((at) => at > merge.at + HOUR);
    if (due >= 1 && slot !== undefined && merge.draft.base === DEFAULT_BRANCH) {
      due -= 1;
      const random = seed.fork(`incident-${incidents.length}`);
      const incident = tellIncident(incidents.length, merge.draft, slot, random);
      if (incident.issue.createdAt < clock.endsAt) {
        incidents.push(incident);
      }
    }
  }
  return incidents;
}

/** Whoever is at work when it is noticed, else somebody on call. */
function whoever(at: number, random: Random): Person {
  const there = team.filter((person) => workingMs(person, at, at + 30 * MINUTE) > 0);
  return random.pick(there.length > 0 ? there : team);
}

function drawResolvedAt(severity: string, at: number, random: Random): number {
  const hours = { sev1: 1.6, sev2: 3.2, sev3: 9 }[severity] ?? 9;
  return toSecond(at + hours * HOUR * random.between(0.35, 1.8));
}

function tellIncident(index: number, culprit: PullDraft, slot: number, random: Random): Incident {
  const { repository } = culprit;
  const lag = random.chance(0.85) ? random.between(25, 210) * MINUTE : random.between(5, 18) * HOUR;
  const createdAt = toSecond(slot + lag);
  const severity = random.weighted([
    ['sev1', 1],
    ['sev2', 3.5],
    ['sev3', 5.5],
  ]);
  const author = whoever(createdAt, random);
  const closedAt = drawResolvedAt(severity, createdAt, random);
  const issue: IssueDraft = {
    key: `incident-${index}`,
    repository,
    author,
    title: random.pick(troubles).replace('%', random.pick(repository.areas)[0]),
    labels: ['incident', severity, `service:${repository.name}`],
    createdAt,
    closedAt,
    closedBy: author,
    comments: [0.15, 0.4, 0.8].map((part) => ({
      at: toSecond(createdAt + (closedAt - createdAt) * part),
      by: random.pick(team),
    })),
  };
  const remedy = tellRemedy({ index, issue, author, culprit, random });
  const rollbackAt = toSecond(createdAt + (closedAt - createdAt) * 0.5);
  return { issue, remedy, rolledBackAt: remedy === null ? rollbackAt : null };
}

function revertFiles(culprit: PullDraft): PullDraft['files'] {
  return culprit.files.map((file) => ({
    ...file,
    status: 'modified',
    additions: file.deletions,
    deletions: file.additions,
  }));
}

/** Reviewed afterwards, on the next working day at the latest. */
function lookAfterwards(mergedAt: number, author: Person, random: Random): Moment[] {
  const reviewer = random.pick(peers.filter((person) => person !== author));
  const at = momentWithin(reviewer, mergedAt + 20 * MINUTE, mergedAt + 3 * DAY, [0, 0.4], random);
  return [{ kind: 'review', at, by: reviewer, state: 'APPROVED', inline: 0 }];
}

type Cause = {
  index: number;
  issue: IssueDraft;
  author: Person;
  culprit: PullDraft;
  random: Random;
};

/** Of three incidents, one is mended by a revert, one by a hasty fix, and the third by going back to the version before. */
function tellRemedy({ index, issue, author, culprit, random }: Cause): PullDraft | null {
  if (index % 3 === 2 || issue.closedAt === null) {
    return null;
  }
  const reverts = index % 3 === 0;
  const { repository } = issue;
  const span = issue.closedAt - issue.createdAt;
  const createdAt = toSecond(issue.createdAt + span * random.between(0.2, 0.35));
  const mergedAt = toSecond(createdAt + Math.max(4 * MINUTE, span * random.between(0.1, 0.3)));
  const pushAt = createdAt - 2 * MINUTE;
  const isEmergency = !reverts || random.chance(0.5);
  const title = reverts ? `Revert "${titleOf(culprit)}"` : `Hotfix: ${issue.title.toLowerCase()}`;
  const moments: Moment[] = [
    { kind: 'push', at: pushAt, by: author, authoredAt: pushAt, message: title },
    ...mergeBy(author, mergedAt, random),
  ];
  if (isEmergency) {
    moments.push({ kind: 'label', at: createdAt + 5 * SECOND, by: author, label: 'emergency' });
    moments.push(...lookAfterwards(mergedAt, author, random));
  } else {
    const by = random.pick(team.filter((person) => person !== author));
    const at = toSecond((createdAt + mergedAt) / 2);
    moments.push({ kind: 'review', at, by, state: 'APPROVED', inline: 0 });
  }
  return {
    key: `remedy-${index}`,
    repository,
    author,
    title,
    branch: `${author.login}/hotfix-${index + 1}`,
    base: DEFAULT_BRANCH,
    createdAt,
    openedAsDraft: false,
    files: reverts
      ? revertFiles(culprit)
      : drawFiles(repository, random.pick(repository.areas)[1], random.integer(2, 24), random),
    moments,
    ...(reverts ? { revertOf: culprit } : {}),
  };
}

/** The title in the end, after renaming. */
function titleOf(draft: PullDraft): string {
  const rename = draft.moments.findLast((moment) => moment.kind === 'rename');
  return rename?.kind === 'rename' ? rename.title : draft.title;
}
