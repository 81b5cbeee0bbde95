import type { SessionSummary } from '@bellwether/shared/access/account.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Caller } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';

export async function listSessions(_app: AppContext, _caller: Caller): Promise<SessionSummary[]> {
  throw new AppError('internal', 'Not yet.');
}

export async function endSession(
  _app: AppContext,
  _userId: string,
  _sessionId: string,
): Promise<void> {
  throw new AppError('internal', 'Not yet.');
}

export async function endAllSessions(_app: AppContext, _userId: string): Promise<number> {
  throw new AppError('internal', 'Not yet.');
}
