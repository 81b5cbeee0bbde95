import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const NAME =
  /^(?=.{1,253}$)[a-z\d](?:[a-z\d_-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d_-]{0,61}[a-z\d])?)*$/i;

/** Whether it is an IP address or a host's name. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || (NAME.test(text) && !/^[\d.]+$/.test(text));
}

/** Whether it is an IP address or a network, `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  return isIP(text) !== 0 || (ipaddr.isValidCIDR(text) && isIP(text.split('/')[0] ?? '') !== 0);
}
