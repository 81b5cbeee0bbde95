import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';

/** What `readStageBounds` reads from a facts row, as SQL over `f`. Each may be null. */
export type StageExpressions = {
  /** Null: the stage is never watched while it runs. */
  startAt: string | null;
  /** The instant that ends the stage and puts it into a bucket. */
  finishAt: string;
  seconds: string;
  /** A column that is never later than `finishAt`, for an index to narrow by. Null: `finishAt` is a column itself. */
  notAfterFinish: string | null;
};

const END_OF_PULL_REQUEST = `coalesce(f.merged_at, case when f.state = 'closed' then f.closed_at end)`;

/** Null stands for `ready_at`, which it is for everybody by the rule of a fresh installation. */
export const PICKUP_START = 'coalesce(f.pickup_start_at, f.ready_at)';

const stages: Readonly<Record<CycleTimeMetric, StageExpressions>> = {
  coding: {
    startAt: null,
    finishAt: 'case when f.first_commit_at is not null then f.ready_at end',
    seconds: 'f.coding_seconds',
    notAfterFinish: null,
  },
  pickup: pickupStage('f.first_review_at', 'f.pickup_seconds'),
  'first-response': pickupStage('f.first_response_at', 'f.first_response_seconds'),
  review: waitingStage('f.first_review_at', 'f.final_approval_at', 'f.review_seconds'),
  'merge-wait': waitingStage('f.final_approval_at', 'f.merged_at', 'f.merge_wait_seconds'),
  'review-cycle': wholeStage('f.ready_at', 'f.merged_at', 'f.review_cycle_seconds'),
  'time-to-merge': wholeStage('f.created_at', 'f.merged_at', 'f.time_to_merge_seconds'),
  'merge-to-production': wholeStage(
    'f.merged_at',
    'f.deployed_at',
    'f.merge_to_production_seconds',
  ),
  'lead-time': wholeStage('f.first_commit_at', 'f.deployed_at', 'f.lead_time_seconds'),
};

/** Each stage's column by the work clock (B13). */
const workColumns: Readonly<Record<CycleTimeMetric, string>> = {
  coding: 'f.coding_work_seconds',
  pickup: 'f.pickup_work_seconds',
  'first-response': 'f.first_response_work_seconds',
  review: 'f.review_work_seconds',
  'merge-wait': 'f.merge_wait_work_seconds',
  'review-cycle': 'f.review_cycle_work_seconds',
  'time-to-merge': 'f.time_to_merge_work_seconds',
  'merge-to-production': 'f.merge_to_production_work_seconds',
  'lead-time': 'f.lead_time_work_seconds',
};

/** By the clock that is asked for; the instants are the same by both. */
export function stageExpressions(metric: CycleTimeMetric, clock: Clock): StageExpressions {
  const stage = stages[metric];
  return clock === 'work' ? { ...stage, seconds: workColumns[metric] } : stage;
}

/** The instant up to which a stage runs: its own end or the pull request's; null while neither has come. */
export function runsUntil(stage: StageExpressions): string {
  return `least(${stage.finishAt}, ${END_OF_PULL_REQUEST})`;
}

function waitingStage(start: string, finish: string, seconds: string): StageExpressions {
  return {
    startAt: notBeforeReady(start),
    finishAt: notBeforeReady(finish),
    seconds: `case when f.ready_at is not null then ${seconds} end`,
    notAfterFinish: finish,
  };
}

/**
 * Begins when it was ready, or where that is the rule when it was asked for (B4.6); its end is the same by both. An answer
 * that came before anybody was asked was no wait: it began when it ended.
 */
function pickupStage(finish: string, seconds: string): StageExpressions {
  const stage = waitingStage('f.ready_at', finish, seconds);
  return { ...stage, startAt: `least(${PICKUP_START}, ${stage.finishAt})` };
}

function wholeStage(start: string, finish: string, seconds: string): StageExpressions {
  return {
    startAt: start,
    finishAt: finish,
    seconds,
    notAfterFinish: null,
  };
}

function notBeforeReady(instant: string): string {
  return instant === 'f.ready_at'
    ? instant
    : `case when ${instant} is not null and f.ready_at is not null then greatest(${instant}, f.ready_at) end`;
}
