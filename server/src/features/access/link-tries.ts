import type { Origin } from '../../access/caller.types.ts';
import { networkOf } from '../../access/network-of.ts';
import type { AppContext } from '../../app-context.ts';

/** Does something with a link; whoever tries many that do not work is slowed down. */
export function tryLink<T>(
  { limits }: Pick<AppContext, 'limits'>,
  { ipAddress }: Pick<Origin, 'ipAddress'>,
  action: () => Promise<T>,
): Promise<T> {
  return limits.attempt([{ limit: 'one-time-link', key: networkOf(ipAddress) }], action);
}
