import ipaddr from 'ipaddr.js';

/** What counts as one sender: an IPv4 address, or the network of an IPv6 address, which one machine has whole. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) {
    return 'unknown';
  }
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : parsed
        .toByteArray()
        .slice(0, 8)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
}
