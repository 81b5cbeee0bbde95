import ipaddr from 'ipaddr.js';

/** Whether an address of a connection is this machine's own, IPv4 written as IPv6 included. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return (
    address !== undefined &&
    ipaddr.isValid(address) &&
    ipaddr.process(address).range() === 'loopback'
  );
}

/** Whether a name in an address means this machine whatever a name server says. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '127.0.0.1' || name === '[::1]';
}

/** The name of a `Host` header in lower case, without its port. */
export function nameOfHost(host: string): string {
  return host.toLowerCase().replace(/:\d{1,5}$/, '');
}

/** Whether a server that listens there is reached from this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}
