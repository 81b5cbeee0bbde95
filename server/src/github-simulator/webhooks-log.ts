import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from './webhook-payload.ts';
import { buildWebhook, sendWebhook, type WebhookDelivery } from './webhooks.ts';
import type { World } from './world.types.ts';

/** Where deliveries go. Without a repository it is the GitHub App's own hook, which hears of every repository. */
export type SimulatedHook = { id: number; repository: string | null; url: string; secret: string };

/** One try to deliver; a delivery that is sent again keeps its guid. */
export type DeliveryAttempt = {
  id: number;
  hookId: number;
  guid: string;
  event: string;
  action: string | null;
  attemptedAt: Date;
  isRedelivery: boolean;
  /** What the receiver answered; 0: nothing. */
  status: number;
  delivery: WebhookDelivery;
};

export type HookLog = {
  hooks: readonly SimulatedHook[];
  add(hook: Omit<SimulatedHook, 'id'>): SimulatedHook;
  /** Sends what happened to every hook that hears of the repository, and remembers how that went. */
  deliver(world: World, repository: string, event: WebhookEvent): Promise<DeliveryAttempt[]>;
  /** Of one hook, newest first. */
  attemptsOf(hookId: number): DeliveryAttempt[];
  /** Sends the same once more; resolves when it was answered. */
  repeat(attempt: DeliveryAttempt): Promise<void>;
};

/** The hooks of a simulated GitHub. As GitHub does, it sends each delivery once, and again only when asked. */
export function createHookLog(clock: () => Date, send: typeof fetch = fetch): HookLog {
  const hooks: SimulatedHook[] = [];
  const attempts: DeliveryAttempt[] = [];
  let nextId = 1;

  async function attempt(hook: SimulatedHook, delivery: WebhookDelivery, isRedelivery: boolean) {
    const status = await sendWebhook(hook.url, delivery, send).then(
      (answer) => answer.status,
      () => 0,
    );
    const made: DeliveryAttempt = {
      id: nextId,
      hookId: hook.id,
      guid: delivery.headers['x-github-delivery'] ?? '',
      event: delivery.headers['x-github-event'] ?? '',
      action: actionOf(delivery.body),
      attemptedAt: clock(),
      ...{ isRedelivery, status, delivery },
    };
    nextId += 1;
    attempts.push(made);
    return made;
  }

  return {
    hooks,
    add(hook) {
      const added = { ...hook, id: hooks.length + 1 };
      hooks.push(added);
      return added;
    },
    deliver(world, repository, event) {
      const hearing = hooks.filter((hook) => (hook.repository ?? repository) === repository);
      return Promise.all(
        hearing.map((hook) => {
          const deliveryId = randomUUID();
          const { secret } = hook;
          const delivery = buildWebhook({ world, repository, event, secret, deliveryId });
          return attempt(hook, delivery, false);
        }),
      );
    },
    attemptsOf: (hookId) => attempts.filter((made) => made.hookId === hookId).reverse(),
    async repeat({ hookId, delivery }) {
      const hook = hooks.find(({ id }) => id === hookId);
      if (hook !== undefined) {
        await attempt(hook, delivery, true);
      }
    },
  };
}

function actionOf(body: string): string | null {
  const payload: unknown = JSON.parse(body);
  const action: unknown = Object(payload).action;
  return typeof action === 'string' ? action : null;
}
