import { describe, expect, test } from 'vitest';
import { CallGate, createCallGates } from './call-gate.ts';
import { RateLimitedError } from './github-limits.ts';

const NEVER = new AbortController().signal;
const startedAt = Date.parse('2026-03-02T09:00:00Z');

/** A gate whose clock is moved by hand. */
function gateAt() {
  let now = startedAt;
  const gate = new CallGate(() => new Date(now));
  return {
    gate,
    moveOn: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

function refusalOf(work: () => unknown): RateLimitedError {
  try {
    work();
  } catch (error) {
    if (error instanceof RateLimitedError) {
      return error;
    }
  }
  throw new Error('It was let through.');
}

const secondsUntil = ({ retryAt }: RateLimitedError) => (retryAt.getTime() - startedAt) / 1000;

describe('one credential', () => {
  test('has one call under way at most, and what somebody waits for goes before what waits in the background', async () => {
    const { gate } = gateAt();
    const order: string[] = [];
    let underWay = 0;
    const call = (name: string) => async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      order.push(name);
      underWay -= 1;
    };
    const background = ['first', 'second', 'third'].map((name) =>
      gate.run('background', NEVER, call(name)),
    );
    const interactive = gate.run('interactive', NEVER, call('a person'));
    await Promise.all([...background, interactive]);
    expect(order).toEqual(['first', 'a person', 'second', 'third']);
  });

  test('goes on after a call that failed', async () => {
    const { gate } = gateAt();
    const failing = gate.run('background', NEVER, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await gate.run('background', NEVER, () => Promise.resolve('fine'))).toBe('fine');
  });

  test('begins no call of one who has given up waiting', async () => {
    const { gate } = gateAt();
    const leaving = new AbortController();
    let isBegun = false;
    const first = gate.run('background', NEVER, () => Promise.resolve(leaving.abort()));
    const waiting = gate.run('background', leaving.signal, () => {
      isBegun = true;
      return Promise.resolve();
    });
    await first;
    await expect(waiting).rejects.toThrow();
    expect(isBegun).toBe(false);
  });
});

describe('different credentials', () => {
  test('go side by side', async () => {
    const gates = createCallGates(() => new Date(startedAt));
    const apiUrl = 'https://api.github.com';
    const lena = gates.of({ kind: 'token', apiUrl, token: 'ghp_lena' });
    const tom = gates.of({ kind: 'token', apiUrl, token: 'ghp_tom' });
    let finishLena: () => void = () => undefined;
    const slow = lena.run('background', NEVER, () => new Promise<void>((r) => (finishLena = r)));
    expect(await tom.run('background', NEVER, () => Promise.resolve('not held up'))).toBe(
      'not held up',
    );
    finishLena();
    await slow;
  });

  test('are told apart by token, address, App and installation, and found again', () => {
    const gates = createCallGates(() => new Date(startedAt));
    const apiUrl = 'https://api.github.com';
    const app = { kind: 'app', apiUrl, appId: '12', privateKey: 'k' } as const;
    const different = [
      gates.of({ kind: 'token', apiUrl, token: 'a' }),
      gates.of({ kind: 'token', apiUrl, token: 'b' }),
      gates.of({ kind: 'token', apiUrl: 'https://github.example.com/api/v3', token: 'a' }),
      gates.of({ ...app, installationId: 1 }),
      gates.of({ ...app, installationId: 2 }),
      gates.of({ ...app, installationId: null }),
    ];
    expect(new Set(different).size).toBe(different.length);
    expect(gates.of({ kind: 'token', apiUrl: `${apiUrl}/`, token: 'a' })).toBe(different[0]);
  });
});

describe('limits', () => {
  test('a pause that GitHub asked for holds everybody, and ends by itself', () => {
    const { gate, moveOn } = gateAt();
    gate.close({ limit: 'secondary', waitSeconds: 90 }, null);
    const refusal = refusalOf(() => gate.admit('rest', 'interactive'));
    expect(refusal.limit).toBe('secondary');
    expect(secondsUntil(refusal)).toBe(90);
    moveOn(90);
    expect(gate.admit('rest', 'interactive')).toBe(0);
  });

  test('without a time it is a minute, then twice as long each time, until a call goes through', () => {
    const { gate } = gateAt();
    const pause = () => secondsUntil(gate.close({ limit: 'secondary', waitSeconds: null }, null));
    expect([pause(), pause(), pause(), pause(), pause()]).toEqual([60, 120, 240, 480, 900]);
    gate.noteSuccess();
    expect(pause()).toBe(60);
  });

  test('a used-up hour is not asked about again before it is over, by GitHub’s clock', () => {
    const { gate, moveOn } = gateAt();
    const githubNow = startedAt + 600_000;
    const resetAt = new Date(githubNow + 30_000);
    gate.note('graphql', { limit: 5000, remaining: 0, resetAt }, new Date(githubNow));
    const refusal = refusalOf(() => gate.admit('graphql', 'interactive'));
    expect(refusal.limit).toBe('primary');
    expect(secondsUntil(refusal)).toBe(31);
    expect(gate.admit('rest', 'background')).toBe(0);
    moveOn(30);
    expect(gate.admit('graphql', 'background')).toBe(0);
  });
});
