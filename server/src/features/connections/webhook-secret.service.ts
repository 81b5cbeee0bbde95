import { randomBytes } from 'node:crypto';
import type {
  WebhookSecretInput,
  WebhookSetup,
} from '@bellwether/shared/connections/connections.schema';
import type { AppContext } from '../../app-context.ts';
import { requireConnection } from './connection-access.ts';
import { saveWebhookSecret } from './connections.store.ts';

const SECRET_BYTES = 32;
const HINT_LENGTH = 4;

/** Sets, makes or drops the secret that signs a connection's deliveries. One that was made is in the answer, and never again. */
export async function setWebhookSecret(
  app: AppContext,
  { connectionId, secret }: WebhookSecretInput,
  setBy: string,
): Promise<WebhookSetup> {
  await requireConnection(app, connectionId);
  const isMade = typeof secret === 'object' && secret !== null;
  const text = isMade ? randomBytes(SECRET_BYTES).toString('hex') : secret;
  await saveWebhookSecret(
    app.db,
    connectionId,
    text === null
      ? null
      : {
          ...{ ciphertext: app.secrets.seal(text), hint: text.slice(-HINT_LENGTH) },
          ...{ setAt: app.clock(), setBy },
        },
  );
  const { address, isAddressPublic, events } = await app.webhooks.health();
  return { secret: isMade ? text : null, address, isAddressPublic, events };
}
