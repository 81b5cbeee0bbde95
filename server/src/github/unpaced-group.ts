import type { Octokit } from 'octokit';

type ThrottleOptions = NonNullable<
  NonNullable<ConstructorParameters<typeof Octokit>[0]>['throttle']
>;
type Group = NonNullable<Extract<ThrottleOptions, { write?: unknown }>['write']>;

/**
 * The throttling plugin leaves a second between GraphQL calls because they are POSTs, as GitHub asks of writes.
 * These only read, one after the other, so they need no pause.
 */
export const unpacedGroup = {
  key: () => ({
    schedule: (_job: unknown, work: (...args: unknown[]) => unknown, ...args: unknown[]) =>
      Promise.resolve(work(...args)),
  }),
} as unknown as Group;
