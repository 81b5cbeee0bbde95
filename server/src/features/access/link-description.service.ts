import type { LinkDescription } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';

export async function describeLink(_app: AppContext, _token: string): Promise<LinkDescription> {
  throw new AppError('internal', 'Not yet.');
}
