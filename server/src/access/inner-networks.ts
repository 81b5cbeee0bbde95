import { BlockList, isIPv6 } from 'node:net';

// Networks where no GitHub stands, and where clouds answer with the machine's own secrets. Private networks are not among
// them: a GitHub Enterprise server stands there as a rule.
const refused = new BlockList();
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addAddress('100.100.100.200', 'ipv4');
refused.addSubnet('224.0.0.0', 3, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');

/** Whether a person may send the server to this IP address. */
export function mayGoTo(address: string): boolean {
  return !refused.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
