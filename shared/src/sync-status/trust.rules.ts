import {
  chooseStep,
  isPassing,
  type StepFor,
  stepForStream,
  streamNames,
} from './next-step.rules.ts';
import type { RepositoryReading, StreamReading } from './reading.types.ts';
import { sayAge, sayCount, sayCountOf } from './say.ts';
import type { NextStep } from './sync-status.schema.ts';
import {
  findStream,
  isFailing,
  isReading,
  isUnmended,
  lowerFirst,
  sayBlocked,
  sayCatchingUp,
  sayInaccessible,
  saySoFar,
  sayStored,
  sayWhy,
} from './trust-words.ts';

/** Three sweeps missed: what is older than this is no longer called fresh. */
export const STALE_AFTER_MS = 45 * 60_000;

/** A chart on a smaller share of the pull requests is not drawn as if it were all of them. */
export const COVERAGE_FLOOR = 0.95;

/** `paused` by a person; `broken`: goes on only when somebody does something. */
export type TrustLevel = 'whole' | 'catching-up' | 'partial' | 'stale' | 'broken' | 'paused';

export type Trust = { level: TrustLevel; sentence: string; step: NextStep | null };

type Verdict = { level: TrustLevel; sentence: string; steps: StepFor[] };

/** Whether one repository's numbers can be believed at `now` (milliseconds), why, and what helps most. */
export function rateRepository(repository: RepositoryReading, now: number): Trust {
  const { level, sentence, steps } = judge(repository, now);
  return { level, sentence, step: chooseStep(steps, 1) };
}

/** The same for all of them together; null: there is none. */
export function rateAll(repositories: readonly RepositoryReading[], now: number): Trust | null {
  const verdicts = repositories.map((repository) => ({ repository, ...judge(repository, now) }));
  const [first] = verdicts;
  if (first === undefined) {
    return null;
  }
  const level = together(verdicts.map((verdict) => verdict.level));
  const step = chooseStep(
    verdicts.flatMap((verdict) => verdict.steps),
    repositories.length,
  );
  if (verdicts.length === 1) {
    return { level, sentence: first.sentence, step };
  }
  return { level, sentence: sayTogether(verdicts, now), step };
}

function judge(repository: RepositoryReading, now: number): Verdict {
  const pulls = findStream(repository, 'pull-requests');
  const core = [findStream(repository, 'repository'), pulls].filter(
    (stream) => stream !== undefined,
  );
  const cause = core.find((stream) => isFailing(stream)) ?? pulls ?? core[0];
  const steps = cause === undefined ? [] : [stepForStream(repository, cause)];
  if (repository.pausedAt !== null) {
    const since = sayAge(now - Date.parse(repository.pausedAt));
    return { level: 'paused', sentence: `Paused ${since} ago; nothing newer is read`, steps };
  }
  if (repository.inaccessibleSince !== null || repository.state === 'inaccessible') {
    return { level: 'broken', sentence: sayInaccessible(repository, now), steps };
  }
  const blocking = core.find((s) => isFailing(s) && s.error !== null && !isPassing(s.error.code));
  if (blocking !== undefined) {
    return { level: 'broken', sentence: sayBlocked(blocking, repository, now), steps };
  }
  return judgeReachable(repository, pulls, steps, now);
}

function judgeReachable(
  repository: RepositoryReading,
  pulls: StreamReading | undefined,
  steps: StepFor[],
  now: number,
): Verdict {
  if (pulls === undefined || repository.dataAsOf === null) {
    return { level: 'catching-up', sentence: saySoFar(pulls), steps };
  }
  const age = now - Date.parse(repository.dataAsOf);
  if (age > STALE_AFTER_MS) {
    return judgeOld(repository, pulls, steps, age);
  }
  const missing = Math.max((pulls.total ?? pulls.stored) - pulls.stored, 0);
  const sentence = `${sayStored(pulls)}, ${sayAge(age)} old`;
  if (missing > 0 && !isReading(repository)) {
    return { level: 'partial', sentence, steps: steps.map(toDeepCheck) };
  }
  // What arrives while it is read is missing for a moment; that alone is no reason for doubt.
  if (pulls.stored < COVERAGE_FLOOR * (pulls.total ?? 0)) {
    return { level: 'catching-up', sentence, steps };
  }
  return judgeRest(repository, sentence);
}

function judgeOld(
  repository: RepositoryReading,
  pulls: StreamReading,
  steps: StepFor[],
  age: number,
): Verdict {
  const sentence = `${sayCountOf(pulls.stored, 'pull request')}, as they were ${sayAge(age)} ago`;
  return isReading(repository)
    ? { level: 'catching-up', sentence: `${sentence}; read again right now`, steps }
    : { level: 'stale', sentence: `${sentence}${sayWhy(repository)}`, steps: toRead(steps) };
}

/** Its pull requests are whole and fresh: what else is not? */
function judgeRest(repository: RepositoryReading, sentence: string): Verdict {
  const lacking = repository.streams.filter(
    (stream) => isUnmended(stream) && stream.stream !== 'pull-requests',
  );
  const unmended = lacking.filter(
    ({ error, lastSuccessAt }) => lastSuccessAt === null || !isPassing(error?.code ?? ''),
  );
  if (unmended.length === 0) {
    return { level: 'whole', sentence, steps: [] };
  }
  const names = unmended.map(({ stream }) => streamNames[stream]).join(' and ');
  return {
    level: 'partial',
    sentence: `${sentence}, but ${names} could not be read`,
    steps: unmended.map((stream) => stepForStream(repository, stream)),
  };
}

function together(levels: readonly TrustLevel[]): TrustLevel {
  const [first = 'whole'] = levels;
  if (levels.every((level) => level === first)) {
    return first;
  }
  return levels.every((level) => level === 'whole' || level === 'catching-up')
    ? 'catching-up'
    : 'partial';
}

const worstFirst: TrustLevel[] = ['broken', 'stale', 'partial', 'catching-up', 'paused', 'whole'];

function sayTogether(
  verdicts: readonly (Verdict & { repository: RepositoryReading })[],
  now: number,
): string {
  const whole = verdicts.filter(({ level }) => level === 'whole');
  if (whole.length === verdicts.length) {
    const stored = verdicts.reduce(
      (sum, { repository }) => sum + (findStream(repository, 'pull-requests')?.stored ?? 0),
      0,
    );
    const oldest = Math.min(
      ...verdicts.map(({ repository }) => Date.parse(repository.dataAsOf ?? '')),
    );
    const age = now - oldest;
    const most = age < 60_000 ? '' : 'at most ';
    return `All ${sayCountOf(stored, 'pull request')} of ${verdicts.length} repositories, ${most}${sayAge(age)} old`;
  }
  if (verdicts.every(({ level }) => level === 'catching-up')) {
    return sayCatchingUp(verdicts.map(({ repository }) => repository));
  }
  const [worst] = [...verdicts].sort(
    (a, b) => worstFirst.indexOf(a.level) - worstFirst.indexOf(b.level),
  );
  const others = whole.length === 0 ? 'None' : sayCount(whole.length);
  return `${others} of ${verdicts.length} repositories ${whole.length === 1 ? 'is' : 'are'} whole. ${worst?.repository.repository}: ${lowerFirst(worst?.sentence ?? '')}`;
}

/** Nothing stands in the way: somebody may ask for it. */
function toRead(steps: readonly StepFor[]): StepFor[] {
  return steps.map((step) =>
    step.to === null && step.action.startsWith('Wait: reading goes on by')
      ? { ...step, action: 'Read it now', to: '/sync', lack: 'news are missing' }
      : step,
  );
}

function toDeepCheck(step: StepFor): StepFor {
  return step.to === null
    ? { ...step, action: 'Have all of it compared with GitHub', to: '/sync' }
    : step;
}
