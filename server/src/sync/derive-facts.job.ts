import { z } from 'zod';
import type { JobDefinition } from '../jobs/job-definition.ts';
import { type DeriveOptions, deriveFactsAnew } from './derive-facts.ts';
import { refreshSettings } from './refresh-settings.ts';
import { sweepAges } from './sweep-ages.ts';

export const DERIVE_FACTS = 'derive-facts';

const payload = z.object({});

/**
 * Derives all facts by settings that were proposed, while some were, and by teams and holidays that are others now. It also comes by itself, for work that was left when
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
    async run(_payload, signal) {
      await refreshSettings(options.db, options.clock);
      await deriveFactsAnew({ ...options, signal });
      const swept = await sweepAges(options.db, options.clock);
      if (swept > 0) {
        await options.onChange?.('data');
      }
    },
  };
}
