import { HOUR, MINUTE, toSecond } from './instants.ts';
import type { Moment, ReviewMoment } from './moments.ts';
import type { Person } from './people.ts';
import type { PullPlan } from './plan-pulls.ts';
import { instantOf, localDay, momentWithin, weekdayOf } from './work-calendar.ts';

type Range = readonly [number, number];

/** Parts of the reviewer's working time until the merge. Before the change nearly all of it is waiting for the first look. */
function lookRange(plan: PullPlan, rounds: number): Range {
  if (plan.shared < 0.5) {
    return rounds === 0 ? [0.68, 0.97] : [0.45, 0.75];
  }
  return rounds === 0 ? [0.2, 0.8] : [0.08, 0.4];
}

function nextLookRange(plan: PullPlan): Range {
  return plan.shared < 0.5 ? [0.3, 0.85] : [0.15, 0.7];
}

function drawRounds(plan: PullPlan): number {
  const weight = { XS: 0.5, S: 0.8, M: 1.2, L: 1.7, XL: 2 }[plan.size];
  return plan.random.weighted([
    [0, 10],
    [1, 5 * weight],
    [2, 1.3 * weight],
    [3, 0.3 * weight],
  ]);
}

/** An evening or weekend hour of the reviewer between the two instants, or null if there is none. */
function offHoursMoment(person: Person, from: number, to: number, plan: PullPlan): number | null {
  const firstDay = localDay(person.zone, from);
  for (let day = firstDay; day <= firstDay + 6; day += 1) {
    const minute = weekdayOf(day) < 5 ? 21 * 60 : 11 * 60;
    const at = toSecond(instantOf(person.zone, day, minute + plan.random.between(0, 80)));
    if (at > from + 5 * MINUTE && at < to - HOUR) {
      return at;
    }
  }
  return null;
}

function firstLook(plan: PullPlan, person: Person, rounds: number): number {
  const from = plan.readyAt + 2 * MINUTE;
  const to = plan.mergeAt - 2 * MINUTE;
  const late = plan.traits.has('off-hours') ? offHoursMoment(person, from, to, plan) : null;
  return late ?? momentWithin(person, from, to, lookRange(plan, rounds), plan.random);
}

/** The author's answer in a thread; GitHub lists it as a review of the author's own. */
export function replyTo(review: ReviewMoment, author: Person, at: number): ReviewMoment {
  return { kind: 'review', at, by: author, state: 'COMMENTED', inline: 0, repliesTo: review };
}

function answerReview(plan: PullPlan, review: ReviewMoment, until: number): Moment[] {
  const { author, random } = plan;
  const moments: Moment[] = [];
  if (review.inline > 0 && random.chance(0.6)) {
    const at = momentWithin(author, review.at, until, [0.03, 0.2], random);
    moments.push(replyTo(review, author, at));
  }
  const at = momentWithin(author, review.at, until, [0.15, 0.45], random);
  const message = 'Follow the review';
  moments.push({ kind: 'push', at, by: author, authoredAt: at, message });
  return moments;
}

/** Rounds of remarks and pushes by one reviewer, and the approval that ends them. */
export function reviewUntilApproval(plan: PullPlan, person: Person, silent: boolean): Moment[] {
  const { random } = plan;
  const rounds = silent ? 0 : drawRounds(plan);
  const moments: Moment[] = [];
  let at = firstLook(plan, person, rounds);
  for (let round = 0; round < rounds; round += 1) {
    const state = random.chance(0.6) ? 'CHANGES_REQUESTED' : 'COMMENTED';
    const review: ReviewMoment = {
      kind: 'review',
      at,
      by: person,
      state,
      inline: random.integer(1, 4),
    };
    const answer = answerReview(plan, review, plan.mergeAt);
    moments.push(review, ...answer);
    at = momentWithin(person, answer.at(-1)?.at ?? at, plan.mergeAt, nextLookRange(plan), random);
  }
  const remarks = silent || rounds > 0 ? 0 : random.integer(0, 2);
  moments.push({ kind: 'review', at, by: person, state: 'APPROVED', inline: remarks });
  if (!silent && random.chance(0.35)) {
    moments.push({ kind: 'comment', at: at + random.integer(5, 50), by: person });
  }
  return moments;
}

/** A further pair of eyes: mostly an approval, else remarks. */
export function secondLook(plan: PullPlan, person: Person): Moment[] {
  const { random } = plan;
  const at = momentWithin(
    person,
    plan.readyAt + 2 * MINUTE,
    plan.mergeAt - MINUTE,
    plan.shared < 0.5 ? [0.4, 0.95] : [0.1, 0.9],
    random,
  );
  const approves = random.chance(0.6);
  const review: ReviewMoment = {
    kind: 'review',
    at,
    by: person,
    state: approves ? 'APPROVED' : 'COMMENTED',
    inline: approves ? random.integer(0, 1) : random.integer(1, 3),
  };
  const replies = review.inline > 0 && random.chance(0.4);
  const reply = momentWithin(plan.author, at, plan.mergeAt, [0.1, 0.6], random);
  return replies ? [review, replyTo(review, plan.author, reply)] : [review];
}
