import type {
  ChangedAccount,
  ChangedMedian,
  ClassifiedAccount,
  Derivation,
  ExcludedByRule,
  Preview,
  Revision,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { AuthorClass } from '@bellwether/shared/pull-requests/author-class.rules';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';

export const classNames: Readonly<Record<AuthorClass, string>> = {
  human: 'Person',
  bot: 'Bot',
  ai_reviewer: 'AI reviewer',
  service: 'Service account',
  ghost: 'Deleted account',
};

/** Why an account is of its class, as the end of the sentence "because …". */
export function reasonWords({ reason }: Pick<ClassifiedAccount, 'reason'>): string {
  switch (reason.kind) {
    case 'deleted':
      return 'GitHub has deleted it';
    case 'entry':
      return `your list says so: ${reason.pattern}`;
    case 'ai-reviewer':
      return 'it is known as one';
    case 'github-bot':
      return 'GitHub calls it a bot';
    case 'ending':
      return `its name ends in ${reason.ending}`;
    case 'organization':
      return 'it is an organisation';
    case 'person':
      return 'nothing says otherwise';
  }
}

/** How much an account did: `14 pull requests and 812 reviews`. */
export function activityWords({
  pullRequests,
  reviews,
}: Pick<ChangedAccount, 'pullRequests' | 'reviews'>): string {
  return `${formatCountOf(pullRequests, 'pull request')} and ${formatCountOf(reviews, 'review')}`;
}

/** One sentence for all accounts that would change, with what goes and what comes. */
export function previewSentence(preview: Preview): string {
  const { accounts, accountsChanged, leaving, joining } = preview;
  const [only] = accounts;
  if (only === undefined) {
    return 'No account would change its class.';
  }
  const subject =
    accountsChanged === 1
      ? `${only.login} would turn from ${article(only.from)} into ${article(only.to)}`
      : `${formatCount(accountsChanged)} accounts would change their class`;
  const moves = [
    ...(leaving.pullRequests + leaving.reviews === 0
      ? []
      : [`${activityWords(leaving)} leave the numbers of people`]),
    ...(joining.pullRequests + joining.reviews === 0
      ? []
      : [`${activityWords(joining)} come into them`]),
  ];
  return moves.length === 0 ? `${subject}.` : `${subject}: ${moves.join('; ')}.`;
}

function article(authorClass: AuthorClass): string {
  const name = classNames[authorClass];
  const word = authorClass === 'ai_reviewer' ? name : name.toLowerCase();
  return `${authorClass === 'ai_reviewer' ? 'an' : 'a'} ${word}`;
}

/** `would leave out 7 pull requests merged in the last 90 days and 2 open ones`. */
export function excludedWords(
  { pullRequests, open, effect }: Omit<ExcludedByRule, 'examples'>,
  days: number,
): string {
  if (pullRequests === 0) {
    return `finds nothing that is open or was merged in the last ${days} days`;
  }
  const merged = pullRequests - open;
  const parts = [
    ...(merged === 0
      ? []
      : [`${formatCountOf(merged, 'pull request')} merged in the last ${days} days`]),
    ...(open === 0 ? [] : [openWords(open, merged === 0)]),
  ].join(' and ');
  return effect === 'hide' ? `would leave out ${parts}` : `would set ${parts} apart`;
}

function openWords(open: number, isAlone: boolean): string {
  return isAlone
    ? formatCountOf(open, 'open pull request')
    : `${formatCount(open)} open ${open === 1 ? 'one' : 'ones'}`;
}

export type MedianRow = {
  key: string;
  label: string;
  before: string;
  after: string;
  isChanged: boolean;
};

/** The medians now and then, side by side. */
export function prepareMedians({ medians }: Pick<Preview, 'medians'>): MedianRow[] {
  return medians.map((median) => {
    const before = medianWords(median, median.nowSeconds, median.nowN);
    const after = medianWords(median, median.thenSeconds, median.thenN);
    return {
      key: `${median.metric} ${median.clock}`,
      label: `${durationTerms[median.metric].label}${median.clock === 'work' ? ', working hours' : ''}`,
      ...{ before, after, isChanged: before !== after },
    };
  });
}

function medianWords({ clock }: ChangedMedian, seconds: number | null, n: number): string {
  if (seconds === null) {
    return `too few (${formatCount(n)})`;
  }
  const words = clock === 'work' ? formatWorkDuration(seconds) : formatDuration(seconds);
  return `${words} (n = ${formatCount(n)})`;
}

/** What the medians were worked out from. */
export function sampleWords({ sampled, candidates, days }: Preview): string {
  if (candidates === 0) {
    return `No pull request moved in the last ${days} days.`;
  }
  return sampled < candidates
    ? `Medians of the last ${days} days, from an even sample of ${formatCount(sampled)} of ${formatCount(candidates)} pull requests.`
    : `Medians of the last ${days} days, from all ${formatCountOf(candidates, 'pull request')} that moved.`;
}

/** 0..1; null while it is not counted yet. */
export function derivedShare({ done, total }: Pick<Derivation, 'done' | 'total'>): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

export function derivationWords(derivation: Derivation): string {
  const { done, total, rate, secondsLeft } = derivation;
  if (total === null) {
    return 'Waiting for its turn';
  }
  const counts = `${formatCount(done)} of ${formatCountOf(total, 'pull request')}`;
  const pace = rate === null ? '' : `, ${formatCount(Math.round(rate))} a second`;
  const left = secondsLeft === null ? '' : `, ${formatDuration(Math.ceil(secondsLeft))} left`;
  return `${counts}${pace}${left}`;
}

/** The thin notice on charts. */
export function noticeWords(derivation: Derivation): string {
  const share = derivedShare(derivation);
  const percent = share === null ? '' : `: ${formatShare(share)}`;
  return `Numbers are being worked out anew${percent}. These are still the old ones.`;
}

const stateNames: Readonly<Record<Revision['state'], string>> = {
  active: 'Counts now',
  deriving: 'Being worked out',
  superseded: 'Counted before',
  failed: 'Failed',
  cancelled: 'Given up',
};

/** A revision that was replaced before its numbers came in never counted. */
export function revisionState({ state, activatedAt, revision }: Revision): string {
  return state === 'superseded' && activatedAt === null && revision !== 0
    ? 'Replaced before it counted'
    : stateNames[state];
}
