import { readSecretKey } from '../../access/secret-key.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Env } from '../../env.ts';
import { findUnopened } from '../sealed-values.ts';
import { attention, ok, wrong } from './finding.ts';
import type { Finding } from './finding.types.ts';
import {
  countStaleStreams,
  countTroubledDeliveries,
  listFailedJobs,
  listFailedStreams,
} from './records.store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Whether the present key opens every stored secret: of connections, webhooks, sign-in and mail. */
export async function checkSecrets(db: Queryable, env: Env): Promise<Finding[]> {
  const key = await readSecretKey(env.BELLWETHER_SECRET_KEY ?? null, env.BELLWETHER_DATA_DIR);
  const unopened = await findUnopened(db, key);
  if (unopened.length === 0) {
    return [ok('secrets', 'The secret key opens every stored secret.')];
  }
  return unopened.map((secret) =>
    wrong(
      'secrets',
      `The secret key does not open ${secret}.`,
      'Start with the key that it was stored with, or enter it again.',
    ),
  );
}

export async function checkAdmin(db: Queryable): Promise<Finding> {
  const { rows } = await db.query(
    `select 1 from role_grants g join users u on u.id = g.user_id
     where g.role = 'admin' and u.deactivated_at is null limit 1`,
  );
  return rows.length > 0
    ? ok('admin', 'There is an admin.')
    : attention(
        'admin',
        'Nobody is an admin yet.',
        'Open Bellwether and enter the set-up code that the server prints at its start.',
      );
}

/** What was read from GitHub, and what the server does by itself. */
export async function checkReading(db: Queryable, now: Date): Promise<Finding[]> {
  const failed = await listFailedStreams(db);
  const stale = await countStaleStreams(db, new Date(now.getTime() - DAY_MS));
  const findings = failed
    .slice(0, 10)
    .map(({ repository, stream, message, remedy }) =>
      attention(
        'reading',
        `${repository}, ${stream}: ${message ?? 'it failed.'}`,
        remedy ?? 'It is tried again by itself; the page Sync shows how it goes.',
      ),
    );
  if (failed.length > 10) {
    findings.push(
      attention('reading', `${failed.length - 10} more have failed.`, 'See the page Sync.'),
    );
  }
  if (stale > 0) {
    findings.push(
      attention(
        'reading',
        `${stale} ${stale === 1 ? 'stream has' : 'streams have'} not been read for a day.`,
        'If the server ran meanwhile, see the page Sync and the log; else it is made up for after the start.',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok('reading', 'Nothing that is read has failed.')];
}

export async function checkJobs(db: Queryable): Promise<Finding> {
  const failed = await listFailedJobs(db);
  return failed.length === 0
    ? ok('jobs', 'No job has failed lately.')
    : attention(
        'jobs',
        `Jobs have failed: ${failed.map(({ name, count }) => `${name} (${count})`).join(', ')}.`,
        'The page of jobs says why, and tries them again.',
      );
}

export async function checkWebhooks(db: Queryable, now: Date): Promise<Finding> {
  const counts = await countTroubledDeliveries(db, new Date(now.getTime() - 6 * DAY_MS));
  if (counts.failed > 0) {
    return attention(
      'webhooks',
      `${counts.failed} deliveries of the last week could not be taken.`,
      'They are asked for again where the credentials allow it; the page Sync shows the last one.',
    );
  }
  return counts.refused > 0
    ? attention(
        'webhooks',
        `${counts.refused} deliveries of the last week were refused.`,
        'If GitHub sent them, enter the same secret there and here; else somebody tries.',
      )
    : ok('webhooks', 'No delivery of a webhook was refused in the last week.');
}
