import ipaddr from 'ipaddr.js';
import { isNetwork } from './network-names.ts';

/** Public by their numbers, and yet answered by the cloud that the machine stands in. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/** What the operator allows beside the public internet. */
export type AllowedNetworks = {
  /** In lower case. */
  hosts: ReadonlySet<string>;
  networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
};

/** Reads BELLWETHER_ALLOWED_NETWORKS: hosts, addresses and networks. */
export function readAllowedNetworks(texts: readonly string[]): AllowedNetworks {
  const networks = texts.filter(isNetwork);
  const hosts = texts.filter((text) => !isNetwork(text)).map((text) => text.toLowerCase());
  return {
    hosts: new Set(hosts),
    networks: networks.map((text) =>
      ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`),
    ),
  };
}

/**
 * Whether the server may go to an IP address that a person brought it to: one of the public internet, or of a network
 * that the operator allows. Private, loopback, link-local, multicast and shared networks are not, however they are
 * written: as IPv4 in IPv6, or through a translator or a tunnel.
 */
export function mayGoTo(address: string, allowed: AllowedNetworks): boolean {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  const parsed = ipaddr.process(address);
  const isAllowed = allowed.networks.some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
  );
  return isAllowed || (parsed.range() === 'unicast' && !CLOUD_ADDRESSES.has(parsed.toString()));
}
