/** What is known of somebody who could review a change. */
export type Candidate = {
  person: string;
  /** Of the last changes in its areas (`lastHere`, 40 at most): those that they reviewed, and wrote. */
  lastHere: number;
  reviewedHere: number;
  writtenHere: number;
  /** Of the last 30 days. Null: they were away all the time, or nobody reviewed. */
  loadIndex: number | null;
  /** Requests that wait on them now. */
  openRequests: number;
  presence: Presence;
  /** Changes of this author that they reviewed within 90 days. */
  reviewsOfAuthor: number;
};

/** Whether somebody is at work now. `later`: at work again in so many hours. `away`: absent, or not within a week. */
export type Presence =
  | { kind: 'working'; untilAt: number }
  | { kind: 'later'; fromAt: number; inHours: number }
  | { kind: 'away'; backOn: string | null };

/** Each 0..1. */
export type Factors = { knows: number; room: number; atWork: number; spreads: number };

/** The share of the last changes from which on somebody fully knows an area. */
const KNOWS_FULLY = 0.25;
/** Of somebody who never touched the area; and where nothing is known of it, of everybody. */
const STRANGER = 0.05;

/** The four factors by which reviewers are suggested, and their product. */
export function suggestionOf(candidate: Candidate): Factors & { score: number } {
  const factors = {
    knows: knowsOf(candidate),
    room: roomOf(candidate),
    atWork: atWorkOf(candidate.presence),
    spreads: spreadsOf(candidate),
  };
  const { knows, room, atWork, spreads } = factors;
  return { ...factors, score: knows * room * atWork * spreads };
}

/** Best first; those who are away last; of equals by key. Who is left out stays out: the author, machines. */
export function suggestReviewers(candidates: readonly Candidate[]) {
  return candidates
    .map((candidate) => ({ candidate, ...suggestionOf(candidate) }))
    .sort((a, b) => b.score - a.score || (a.candidate.person < b.candidate.person ? -1 : 1));
}

/** A review counts whole, a change written half: 1 from a quarter of the last changes on. */
function knowsOf({ lastHere, reviewedHere, writtenHere }: Candidate): number {
  const share = lastHere === 0 ? 0 : (reviewedHere + writtenHere / 2) / lastHere;
  return STRANGER + (1 - STRANGER) * Math.min(1, share / KNOWS_FULLY);
}

/** 1 with no load; ½ at twice the fair share, or with four requests waiting. */
function roomOf({ loadIndex, openRequests }: Candidate): number {
  return 1 / (1 + (loadIndex ?? 0) / 2 + openRequests / 4);
}

/** 1 now, ½ eight hours from now, 0 for who is away. */
function atWorkOf(presence: Presence): number {
  switch (presence.kind) {
    case 'working':
      return 1;
    case 'later':
      return 1 / (1 + presence.inHours / 8);
    case 'away':
      return 0;
  }
}

/** 1 for who has not reviewed this author in 90 days, ½ after four times. */
function spreadsOf({ reviewsOfAuthor }: Candidate): number {
  return 1 / (1 + reviewsOfAuthor / 4);
}
