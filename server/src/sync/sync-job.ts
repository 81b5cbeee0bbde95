import { syncStreams } from '@bellwether/shared/sync-status/sync-status.schema';
import { z } from 'zod';
import type { SyncReason, SyncRequest } from '../app-context.ts';

const repositoryId = z.string();

const syncRequestSchema: z.ZodType<SyncRequest> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pass'),
    repositoryId,
    streams: z.array(z.enum(syncStreams)).optional(),
  }),
  z.object({ kind: z.literal('pull-request'), repositoryId, number: z.number().int() }),
  z.object({ kind: z.literal('deep-check'), repositoryId, reach: z.enum(['recent', 'whole']) }),
  z.object({ kind: z.literal('discover'), connectionId: z.string() }),
]);

/** What the queue keeps of a request. */
export const syncJobSchema = z.object({
  request: syncRequestSchema,
  reason: z.enum(['person', 'webhook', 'start', 'sweep', 'nightly']),
});

/** A request that was taken from its queue. */
export type SyncJob = {
  queue: string;
  id: string;
  request: SyncRequest;
  reason: SyncReason;
  priority: number;
  /** How often it has failed before. */
  failures: number;
};

/** Higher comes first. */
export const priorities: Record<SyncReason, number> = {
  person: 30,
  webhook: 20,
  start: 10,
  sweep: 0,
  nightly: -10,
};

/** The two queues of a connection; what stands in `now` comes between the pages of what stands in `later`. */
export function queuesOf(connectionId: string): { now: string; later: string } {
  return { now: `sync-now.${connectionId}`, later: `sync.${connectionId}` };
}

/** Small things that somebody waits for. */
export function isSmall(request: SyncRequest, reason: SyncReason): boolean {
  const isUrgent = reason === 'person' || reason === 'webhook';
  const isPart = request.kind === 'pass' && request.streams !== undefined;
  return request.kind === 'pull-request' || (isUrgent && isPart);
}

/** The same for requests that are one while they wait. */
export function identityOf(request: SyncRequest): string {
  switch (request.kind) {
    case 'pass': {
      const streams = request.streams === undefined ? 'all' : [...request.streams].sort().join('+');
      return `pass ${request.repositoryId} ${streams}`;
    }
    case 'pull-request':
      return `pull-request ${request.repositoryId} ${request.number}`;
    case 'deep-check':
      return `deep-check ${request.repositoryId} ${request.reach}`;
    case 'discover':
      return 'discover';
  }
}
