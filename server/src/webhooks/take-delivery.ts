import type { AppContext } from '../app-context.ts';
import {
  findConnectionIds,
  findRepositoryId,
  isDeployingWorkflow,
} from './reading-targets.store.ts';
import type { WebhookPayload } from './webhook-payload.schema.ts';
import { chooseReadings, type WantedReading } from './webhook-requests.rules.ts';
import { type DeliveryRecord, recordDelivery, wasTaken } from './webhooks.store.ts';

export type GenuineDelivery = { id: string; event: string; payload: WebhookPayload };
type Parts = Pick<AppContext, 'db' | 'clock' | 'log' | 'sync'>;
type Result = Pick<DeliveryRecord, 'outcome' | 'subject' | 'error'>;

/**
 * Has everything read again that a genuine delivery is about, and resolves when all of it is asked for and kept. `failed`: it
 * was not, and the same delivery may come again.
 */
export async function takeDelivery(
  parts: Parts,
  delivery: GenuineDelivery,
): Promise<'taken' | 'ignored' | 'replayed' | 'failed'> {
  try {
    if (await wasTaken(parts.db.pool, delivery.id)) {
      return 'replayed';
    }
    const subject = await requestReadings(parts, delivery);
    const outcome = subject === null ? 'ignored' : 'requested';
    const isNew = await record(parts, delivery, { outcome, subject, error: null });
    if (!isNew) {
      return 'replayed';
    }
    return outcome === 'requested' ? 'taken' : 'ignored';
  } catch (error) {
    await recordFailure(parts, delivery, error);
    return 'failed';
  }
}

/** What was asked for, in words; null: nothing, since it is about nothing that we read. */
async function requestReadings(
  { db, sync }: Parts,
  { event, payload }: GenuineDelivery,
): Promise<string | null> {
  const { readings, subject } = chooseReadings(event, payload);
  const repositoryId = await targetOf(db, readings, payload);
  let requested = 0;
  for (const reading of readings) {
    if (reading.kind === 'discover') {
      for (const connectionId of await connectionsOf(db, payload)) {
        await sync.request({ kind: 'discover', connectionId }, 'webhook');
        requested += 1;
      }
    } else if (repositoryId !== null) {
      await sync.request({ ...reading, repositoryId }, 'webhook');
      requested += 1;
    }
  }
  return requested === 0 ? null : subject;
}

async function targetOf(
  db: Parts['db'],
  readings: readonly WantedReading[],
  { repository, workflow_run }: WebhookPayload,
): Promise<string | null> {
  if (repository === null || !readings.some(({ kind }) => kind !== 'discover')) {
    return null;
  }
  const id = await findRepositoryId(db.pool, repository);
  // Every push may run a dozen workflows; one at most of them deploys.
  if (id !== null && workflow_run !== null) {
    return (await isDeployingWorkflow(db.pool, id, workflow_run.name ?? '')) ? id : null;
  }
  return id;
}

function connectionsOf(db: Parts['db'], payload: WebhookPayload): Promise<string[]> {
  const owner = payload.repository?.full_name?.split('/')[0] ?? payload.organization?.login ?? null;
  return findConnectionIds(db.pool, payload.installation?.id ?? null, owner);
}

function record(parts: Parts, delivery: GenuineDelivery, result: Result): Promise<boolean> {
  const { id, event, payload } = delivery;
  return recordDelivery(parts.db.pool, {
    id,
    event,
    action: payload.action,
    repository: payload.repository?.full_name ?? null,
    receivedAt: parts.clock(),
    ...result,
  });
}

async function recordFailure(parts: Parts, delivery: GenuineDelivery, cause: unknown) {
  const { id, event } = delivery;
  parts.log.error({ err: cause, delivery: id, event }, 'A webhook could not be taken');
  const error = 'What it is about could not be put in line to be read.';
  await record(parts, delivery, { outcome: 'failed', subject: null, error }).catch(
    (err: unknown) => {
      parts.log.error({ err, delivery: id }, 'The failure of a webhook could not be written down');
    },
  );
}
