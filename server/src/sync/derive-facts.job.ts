import { z } from 'zod';
import type { JobDefinition } from '../jobs/job-definition.ts';
import { type DeriveOptions, deriveFactsAnew } from './derive-facts.ts';

export const DERIVE_FACTS = 'derive-facts';

const payload = z.object({});

/**
 * Derives all facts by settings that were proposed, while some were. It also comes by itself, for work that was left when
 * a server died or the database was away for longer than the tries last.
 */
export function deriveFactsJob(
  options: Omit<DeriveOptions, 'signal'>,
): JobDefinition<z.infer<typeof payload>> {
  return {
    name: DERIVE_FACTS,
    payload,
    retryLimit: 5,
    retryDelaySeconds: 10,
    cron: '*/10 * * * *',
    run: (_payload, signal) => deriveFactsAnew({ ...options, signal }),
  };
}
