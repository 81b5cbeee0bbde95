import type { Entrance } from '@bellwether/shared/access/access.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Caller, Origin } from '../../access/caller.types.ts';
import { SAMPLE_SESSION_MS } from '../../access/sample-session.ts';
import { loadWhatIsConnected } from '../../access/what-is-connected.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { openSessionFor } from './open-session.service.ts';
import { keepSampleUser, settleSampleUser } from './sample-entry.store.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export type SampleRole = Entrance['sampleRoles'][number];

export const SAMPLE_ROLES: readonly SampleRole[] = ['lead', 'engineer', 'manager'];

/** In which roles whoever stands there may enter the sample team: from this machine alone, and beside nothing else. */
export async function sampleRolesFor(
  { db }: Pick<AppContext, 'db'>,
  origin: Origin,
): Promise<SampleRole[]> {
  if (!origin.isDirectLoopback) {
    return [];
  }
  return (await loadWhatIsConnected(db.pool)).hasOther ? [] : [...SAMPLE_ROLES];
}

/**
 * Signs in as somebody of the sample team, which is started if need be, for twelve hours at most.
 * @throws AppError `forbidden` from anywhere but this machine; `conflict` beside real connections
 */
export async function enterSample(ctx: SignInContext, role: SampleRole): Promise<AuditNote> {
  const { app, origin } = ctx;
  if (!origin.isDirectLoopback) {
    throw new AppError(
      'forbidden',
      'The sample team is entered on the server’s own machine alone.',
      {
        remedy: 'Open Bellwether there under http://127.0.0.1, or sign in.',
      },
    );
  }
  if ((await loadWhatIsConnected(app.db.pool)).hasOther) {
    throw new AppError('conflict', 'Real connections are here: the sample team is not.', {
      remedy: 'Sign in, or start a second Bellwether with its own data folder.',
    });
  }
  await app.startSample();
  const now = app.clock();
  const { name, login } = app.sample.cast[role];
  const user = { id: sampleUserId(role), name, email: `${login}.${role}@sample.invalid`, role };
  await app.db.transaction(async (tx) => {
    await keepSampleUser(tx, user, now);
    await settleSampleUser(tx, user.id, login, role !== 'manager');
  });
  await openSessionFor(ctx, user.id, new Date(now.getTime() + SAMPLE_SESSION_MS));
  return { subject: { kind: 'user', id: user.id, name }, after: { role } };
}

/** What of the sample team was not read when somebody entered is told them as soon as it was. */
export async function settleSampleCaller(app: AppContext, caller: Caller): Promise<void> {
  const role = SAMPLE_ROLES.find((one) => sampleUserId(one) === caller.userId);
  const isOpen = caller.grants.some(({ teamId }) => teamId === null);
  if (role === undefined || !isOpen) {
    return;
  }
  await app.db.transaction((tx) =>
    settleSampleUser(tx, sampleUserId(role), app.sample.cast[role].login, role !== 'manager'),
  );
}

function sampleUserId(role: SampleRole): string {
  return `sample-${role}`;
}
