import { isLoopbackName } from '../../access/loopback.ts';
import type { Env } from '../../env.ts';
import { attention, ok } from './finding.ts';
import type { Finding } from './finding.types.ts';

type Given = Pick<Env, 'HOST' | 'BELLWETHER_URL' | 'BELLWETHER_TRUST_PROXY'>;

/** Whether the addresses of the environment fit together: where it listens, where people open it, what stands between. */
export function checkAddress(env: Given): Finding[] {
  const isOnlyHere = isLoopbackName(env.HOST);
  if (env.BELLWETHER_URL === undefined) {
    return [
      isOnlyHere
        ? ok('address', 'It is opened on this machine alone.')
        : attention(
            'address',
            `It listens on ${env.HOST}, and the address under which people open it is not known.`,
            'Set BELLWETHER_URL to that address: links in mails and invitations begin with it, and other names are refused.',
          ),
    ];
  }
  const url = new URL(env.BELLWETHER_URL);
  const isEncrypted = url.protocol === 'https:';
  const findings = [ok('address', `People open it at ${url.origin}.`)];
  if (!isEncrypted && !isLoopbackName(url.hostname)) {
    findings.push(
      attention(
        'encryption',
        'BELLWETHER_URL begins with http: passwords and cookies travel in the open.',
        'Put a proxy with TLS in front and set BELLWETHER_URL to its https address.',
      ),
    );
  }
  if (isEncrypted && env.BELLWETHER_TRUST_PROXY === false) {
    findings.push(
      attention(
        'proxy',
        'The proxy in front is not named: limits and the audit log take its address for everyone.',
        'Set BELLWETHER_TRUST_PROXY to its address, for example 127.0.0.1.',
      ),
    );
  }
  if (isEncrypted && !isOnlyHere) {
    findings.push(
      attention(
        'encryption',
        `It listens on ${env.HOST} without TLS, beside the proxy.`,
        'Set HOST=127.0.0.1 when the proxy stands on this machine; else let a firewall admit the proxy alone.',
      ),
    );
  }
  return findings;
}
