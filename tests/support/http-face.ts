import type { AppContext } from '@bellwether/server/app-context';
import type { HttpAppOptions } from '@bellwether/server/http/http-app';
import { callerIn } from './request-context.ts';

/** How the HTTP face is built where it is tested by itself: interfaces alone, on loopback. */
export const INTERFACES_ALONE: HttpAppOptions = {
  ...{ clientDir: null, publicUrl: null, listenHost: '127.0.0.1', trustedProxies: false },
};

/** Takes every caller for an admin and writes no audit log, for tests that are about something else. */
export const ADMINS_ONLY = {
  access: {
    identifyToken: () => Promise.resolve(callerIn('admin')),
    identifySession: () => Promise.resolve(callerIn('admin')),
  } as unknown as AppContext['access'],
  audit: { record: () => Promise.resolve() } satisfies AppContext['audit'],
};
