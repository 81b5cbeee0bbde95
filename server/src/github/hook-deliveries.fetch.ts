import { z } from 'zod';
import { instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

const hookSchema = z.object({
  id: z.number().int(),
  active: z.boolean().default(true),
  config: z.object({ url: z.string().nullish() }),
});

const deliverySchema = z.object({
  id: z.number().int(),
  guid: z.string(),
  delivered_at: instantSchema,
  /** What the receiver answered; 0: nothing. */
  status_code: z.number().int().nullable().default(0),
  event: z.string(),
});

/** One attempt to deliver; those of the same delivery share the `guid`. */
export type HookAttempt = {
  id: number;
  guid: string;
  event: string;
  attemptedAt: Date;
  isDelivered: boolean;
};

/** Where a hook stands: `/app/hook`, or `/repos/octo/shop/hooks/1`. */
export type HookPath = string;

const PER_PAGE = 100;
const MAX_PAGES = 10;

/** The hooks of a repository that are switched on; needs the right to administer them. */
export async function fetchRepositoryHooks(
  github: Github,
  { owner, name }: RepositoryName,
): Promise<{ path: HookPath; url: string }[]> {
  const base = `/repos/${owner}/${name}/hooks`;
  const { data } = await github.rest(base, { per_page: PER_PAGE }, z.array(hookSchema));
  return data.flatMap(({ id, active, config }) =>
    active && config.url ? [{ path: `${base}/${id}`, url: config.url }] : [],
  );
}

/** A hook's attempts from `since` on, newest first: a thousand at most. */
export async function fetchHookAttempts(
  github: Github,
  hook: HookPath,
  since: Date,
): Promise<HookAttempt[]> {
  const attempts: HookAttempt[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, link } = await github.rest(
      `${hook}/deliveries`,
      { per_page: PER_PAGE, ...(cursor === null ? {} : { cursor }) },
      z.array(deliverySchema),
    );
    const recent = data.filter(({ delivered_at }) => delivered_at >= since);
    attempts.push(...recent.map(readAttempt));
    cursor = nextCursor(link);
    if (cursor === null || recent.length < data.length) {
      break;
    }
  }
  return attempts;
}

/** Asks GitHub to send a delivery once more. */
export function requestRedelivery(github: Github, hook: HookPath, id: number): Promise<void> {
  return github.restPost(`${hook}/deliveries/${id}/attempts`, {});
}

function readAttempt(delivery: z.infer<typeof deliverySchema>): HookAttempt {
  const status = delivery.status_code ?? 0;
  return {
    id: delivery.id,
    guid: delivery.guid,
    event: delivery.event,
    attemptedAt: delivery.delivered_at,
    isDelivered: status >= 200 && status < 300,
  };
}

function nextCursor(link: string | null): string | null {
  const address = /<([^<>]+)>;\s?rel="next"/.exec(link ?? '')?.[1];
  return address === undefined ? null : new URL(address).searchParams.get('cursor');
}
