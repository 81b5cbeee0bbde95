import { formatDurationExactly } from '../time/format-duration.ts';
import type { Instant, Spell } from '../time/instant.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep, nameOf, reviewUrl, sayReview } from './receipt-words.ts';

type CountReceipt = Pick<Receipt, 'metric' | 'label' | 'unit' | 'value' | 'rule'> &
  Partial<Receipt>;

function makeReceipt(receipt: CountReceipt): Receipt {
  return { clock: null, steps: [], arithmetic: null, whyNull: null, ...receipt };
}

/** The receipts of everything that is no stage: spells, rework, counts and size. */
export function explainCounts(reading: PullRequestReading, facts: PullRequestFacts): Receipt[] {
  return [
    explainDrafts(reading, facts),
    explainParked(reading, facts),
    explainRework(reading, facts),
    explainReviewers(reading, facts),
    makeReceipt({
      metric: 'comments',
      label: 'Comments',
      unit: 'count',
      value: facts.comments,
      rule: 'C15',
      arithmetic: `${reading.history.issueComments.length} in the conversation + ${reading.history.reviewComments.length} on the code = ${facts.comments}`,
    }),
    explainCommits(reading, facts),
    explainSize(reading, facts),
  ];
}

function explainDrafts(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  return makeReceipt({
    metric: 'draft',
    label: 'Time as a draft',
    unit: 'seconds',
    value: facts.draftSeconds,
    clock: 'wall',
    rule: 'B2',
    steps: explainSpells(reading.spells.drafts, 'Became a draft', 'Draft ended'),
    arithmetic: facts.draftSeconds === null ? null : sumOfSpells(reading.spells.drafts),
    whyNull: facts.draftSeconds === null ? 'It is a draft now; the spell is still running.' : null,
  });
}

function explainParked(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  return makeReceipt({
    metric: 'parked',
    label: 'Time closed before it was reopened',
    unit: 'seconds',
    value: facts.parkedSeconds,
    clock: 'wall',
    rule: 'B2',
    steps: explainSpells(reading.spells.parked, 'Closed', 'Reopened'),
    arithmetic: sumOfSpells(reading.spells.parked),
  });
}

function explainSpells(spells: readonly Spell[], begin: string, end: string): ReceiptStep[] {
  return spells.flatMap(({ from, to }) => [
    makeStep(from, begin, 'start', 'B2'),
    ...(to === null ? [] : [makeStep(to, end, 'end', 'B2')]),
  ]);
}

function sumOfSpells(spells: readonly Spell[]): string {
  if (spells.length === 0) {
    return 'Never: 0 s';
  }
  const lengths = spells.map(({ from, to }) => (to ?? from) - from);
  const sum = formatDurationExactly(lengths.reduce((total, length) => total + length, 0));
  return lengths.length === 1 ? sum : `${lengths.map(formatDurationExactly).join(' + ')} = ${sum}`;
}

function explainRework(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  const cycles = reading.reworkCycles ?? [];
  return makeReceipt({
    metric: 'rework-cycles',
    label: 'Rework cycles',
    unit: 'count',
    value: facts.reworkCycles,
    rule: 'B6',
    steps: cycles.flatMap(({ reviewedAt, pushedAt }) => [
      makeStep(reviewedAt, explainBlocking(reading, reviewedAt), 'start', 'C14'),
      makeStep(pushedAt, 'A push answered it', 'end', 'C14'),
    ]),
    arithmetic:
      cycles.length === 0
        ? null
        : `${cycles.length} in all, at most ${facts.mostCyclesOfReviewer} by one reviewer`,
    whyNull: facts.reworkCycles === null ? 'Nobody else has reviewed it.' : null,
  });
}

function explainBlocking(reading: PullRequestReading, at: Instant): string {
  const act = reading.countingActs.find((candidate) => candidate.at === at);
  return act === undefined ? 'A review asked for changes' : sayReview(reading, act);
}

function explainReviewers(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  const seen = new Set<string | null>();
  const steps: ReceiptStep[] = [];
  for (const act of reading.countingActs) {
    if (!seen.has(act.authorId)) {
      seen.add(act.authorId);
      const text = `${nameOf(reading, act.authorId)}: first review`;
      steps.push(makeStep(act.at, text, 'info', 'C15', reviewUrl(reading, act)));
    }
  }
  return makeReceipt({
    metric: 'reviewers',
    label: 'Reviewers',
    unit: 'count',
    value: facts.reviewers,
    rule: 'C15',
    steps,
  });
}

function explainCommits({ history }: PullRequestReading, facts: PullRequestFacts): Receipt {
  const lost = history.commits.length - facts.commits;
  const steps =
    lost === 0
      ? []
      : [
          makeStep(
            null,
            `${lost} more were lost in force pushes: not listed any more`,
            'ignored',
            'C15',
          ),
        ];
  return makeReceipt({
    metric: 'commits',
    label: 'Commits',
    unit: 'count',
    value: facts.commits,
    rule: 'C15',
    steps,
  });
}

const exclusionWords = {
  lock_file: 'a lock file',
  folder: 'vendored or generated',
  generated_name: 'generated, by its name',
  attributes: 'generated, says .gitattributes',
} as const;

function explainSize({ size }: PullRequestReading, facts: PullRequestFacts): Receipt {
  const left = size.excluded.reduce((total, file) => total + file.lines, 0);
  return makeReceipt({
    metric: 'size',
    label: 'Size',
    unit: 'lines',
    value: facts.size,
    rule: 'B10',
    steps: size.excluded.map(({ path, lines, reason }) =>
      makeStep(null, `${path}: ${lines} lines, ${exclusionWords[reason]}`, 'subtracted', 'C18'),
    ),
    arithmetic:
      `${facts.additions} added + ${facts.deletions} deleted` +
      `${left === 0 ? '' : ` − ${left} in files nobody wrote by hand`} = ${facts.size}${left > size.rawSize ? ' (never below 0)' : ''}`,
  });
}
