import type { Browser } from '../../access/browser.types.ts';
import type { Caller, Origin } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';

/** What the services of signing in get of a request. */
export type SignInContext = {
  app: AppContext;
  /** Null: nobody is signed in. */
  caller: Caller | null;
  origin: Origin;
  browser: Browser;
};

/** The same of somebody who is signed in. */
export type OwnSignInContext = SignInContext & { caller: Caller; userId: string };
