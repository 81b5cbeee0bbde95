import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '@bellwether/shared/errors/app-error';
import { mayGoTo } from './inner-networks.ts';

/**
 * Refuses an address of the API that leads to the machine's own network services instead of a GitHub. One that cannot be
 * resolved is left to the call, which says so.
 * @throws AppError `invalid_input` with field `apiUrl`
 */
export async function refuseInnerAddress(apiUrl: string): Promise<void> {
  const host = new URL(apiUrl).hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [];
  const addresses = isIP(host) === 0 ? found.map(({ address }) => address) : [host];
  if (!addresses.every(mayGoTo)) {
    throw new AppError('invalid_input', `No GitHub stands at ${host}.`, {
      field: 'apiUrl',
      remedy: 'Write the address of your GitHub, for example https://github.example.com/api/v3.',
    });
  }
}
