import type { z } from 'zod';

/** A kind of work: what it takes, how often it is tried, and when it comes by itself. */
export type JobDefinition<Payload extends object> = {
  /** In kebab case; also the name of its queue. */
  name: string;
  payload: z.ZodType<Payload>;
  /** Tries after the first one; the wait between them grows. */
  retryLimit: number;
  retryDelaySeconds: number;
  /** When it comes by itself, in UTC, once however many servers there are; null: only when it is asked for. */
  cron: string | null;
  /** Comes soon after a start when it has not come for so long, because no server ran at its time; absent: it waits for the next one. */
  catchUpAfterHours?: number;
  /** One at a time across all servers. Ends soon after `signal` aborts, and is taken up again at the next start. */
  run(payload: Payload, signal: AbortSignal): Promise<void>;
};
