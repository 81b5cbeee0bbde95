import { dateOf, formatInstant, type Instant, instantOf } from '../time/instant.ts';
import type { TimelineEventRow } from './pull-request-history.ts';
import type { TimelineMarker } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { sayReview } from './receipt-words.ts';
import type { ReviewAct } from './review-acts.ts';

type Marker = { kind: TimelineMarker['kind']; at: Instant; text: string; actor: string | null };

/** Everything that happened to a pull request, as points in time, earliest first. Commits stand at their author date. */
export function readMarkers(reading: PullRequestReading): TimelineMarker[] {
  return [
    openedMarker(reading),
    ...commitMarkers(reading),
    ...reading.history.timelineEvents.flatMap((event) => eventMarker(reading, event)),
    ...reading.acts.map((act) => reviewMarker(reading, act)),
    ...commentMarkers(reading),
    ...deployedMarker(reading),
  ]
    .sort((a, b) => a.at - b.at)
    .map((marker) => ({ ...marker, at: formatInstant(dateOf(marker.at)) }));
}

function openedMarker({ history, actors, createdAt }: PullRequestReading): Marker {
  const actor = actors.loginOf(history.pullRequest.authorId);
  return {
    kind: 'opened',
    at: createdAt,
    text: `${actor ?? 'A deleted account'} opened it`,
    actor,
  };
}

function commitMarkers({ history, actors }: PullRequestReading): Marker[] {
  return history.commits.map(({ sha, authorId, authoredAt }) => ({
    kind: 'commit',
    at: instantOf(authoredAt),
    text: `Commit ${sha.slice(0, 8)}`,
    actor: actors.loginOf(authorId),
  }));
}

const eventWords: Readonly<Record<string, { kind: Marker['kind']; did: string; passive: string }>> =
  {
    head_ref_force_pushed: { kind: 'force_push', did: 'force-pushed', passive: 'Force-pushed' },
    ready_for_review: {
      kind: 'ready',
      did: 'made it ready for review',
      passive: 'Made ready for review',
    },
    convert_to_draft: { kind: 'draft', did: 'made it a draft', passive: 'Made a draft' },
    closed: { kind: 'closed', did: 'closed it', passive: 'Closed' },
    reopened: { kind: 'reopened', did: 'reopened it', passive: 'Reopened' },
    merged: { kind: 'merged', did: 'merged it', passive: 'Merged' },
  };

function eventMarker({ actors, mergedAt }: PullRequestReading, event: TimelineEventRow): Marker[] {
  const at = instantOf(event.occurredAt);
  const actor = actors.loginOf(event.actorId);
  if (event.kind === 'review_requested') {
    const text = `Review asked of ${event.subject ?? 'somebody'}`;
    return [{ kind: 'review_requested', at, text, actor }];
  }
  const words = eventWords[event.kind];
  const isMergesOwnClose = event.kind === 'closed' && mergedAt !== null && at >= mergedAt;
  if (words === undefined || isMergesOwnClose) {
    return [];
  }
  const text = actor === null ? words.passive : `${actor} ${words.did}`;
  return [{ kind: words.kind, at, text, actor }];
}

const reviewKinds = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const;

function reviewMarker(reading: PullRequestReading, act: ReviewAct): Marker {
  const actor = reading.actors.loginOf(act.authorId);
  return { kind: reviewKinds[act.state], at: act.at, text: sayReview(reading, act), actor };
}

function commentMarkers({ conversation, actors }: PullRequestReading): Marker[] {
  return conversation.map(({ at, authorId }) => {
    const actor = actors.loginOf(authorId);
    return { kind: 'comment', at, text: `${actor ?? 'A deleted account'} commented`, actor };
  });
}

function deployedMarker({ deployedAt }: PullRequestReading): Marker[] {
  return deployedAt === null
    ? []
    : [{ kind: 'deployed', at: deployedAt, text: 'Deployed to production', actor: null }];
}
