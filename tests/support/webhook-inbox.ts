import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSecretBox } from '@bellwether/server/access/secret-box';
import type { AppContext, SyncRequest } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { signWebhook } from '@bellwether/server/github-simulator/webhooks';
import { createHttpApp } from '@bellwether/server/http/http-app';
import { createLog } from '@bellwether/server/log';
import { createWebhooks, type Webhooks } from '@bellwether/server/webhooks/webhooks';
import { INTERFACES_ALONE } from './http-face.ts';

export const SECRET = 'the secret of the tests';

export type WebhookInbox = {
  url: string;
  webhooks: Webhooks;
  secrets: AppContext['secrets'];
  /** What was asked to be read, in order. */
  requests: SyncRequest[];
  /** What the log was told as an error. */
  errors: unknown[];
  /** While true nothing can be asked to be read. */
  setBroken(isBroken: boolean): void;
  close(): Promise<void>;
};

type InboxOptions = {
  secretFromEnv?: string | null;
  publicUrl?: string | null;
  /** What is asked to read; absent: one that only remembers it. */
  sync?: AppContext['sync'];
};

/** The server's address for webhooks on a database. */
export async function openWebhookInbox(
  db: Database,
  options: InboxOptions = {},
): Promise<WebhookInbox> {
  const { secretFromEnv = SECRET, publicUrl = null } = options;
  const requests: SyncRequest[] = [];
  const errors: unknown[] = [];
  let isBroken = false;
  const log = Object.assign(createLog('silent'), {
    error: (...told: unknown[]) => errors.push(told),
  });
  const sync = {
    request(request: SyncRequest) {
      if (isBroken) {
        return Promise.reject(new Error('nothing can be asked for'));
      }
      requests.push(request);
      return options.sync?.request(request, 'webhook') ?? Promise.resolve();
    },
  } as unknown as AppContext['sync'];
  const secrets = openSecretBox({ passphrase: 'x'.repeat(32), dataDir: '' });
  const parts = { db, clock: () => new Date(), log, sync, secrets };
  const webhooks = createWebhooks({
    ...parts,
    secretFromEnv,
    publicUrl,
    ownUrl: () => 'http://127.0.0.1:4600',
  });
  const app = { ...parts, webhooks } as unknown as AppContext;
  const server = createServer(createHttpApp(app, { ...INTERFACES_ALONE, publicUrl }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`,
    webhooks,
    secrets,
    requests,
    errors,
    setBroken: (value) => {
      isBroken = value;
    },
    async close() {
      await webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What GitHub sends for an event: signed, with a delivery id of its own. */
export function signedDelivery(
  event: string,
  body: string,
  more: { secret?: string; id?: string; headers?: Record<string, string> } = {},
) {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': more.id ?? randomUUID(),
      'x-hub-signature-256': signWebhook(more.secret ?? SECRET, body),
      ...more.headers,
    },
    body,
  };
}
