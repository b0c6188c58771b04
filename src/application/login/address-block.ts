import { isIPv6 } from 'node:net';

/**
 * What one party has of the network: an IPv4 address, or the /64 that every subscriber of IPv6 gets at least. An IPv4
 * address written as IPv6 (RFC 4291, section 2.5.5.2) is that address.
 */
export function addressBlock(address: string): string {
  const [plain = ''] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const after = tail === undefined ? [] : groups(tail);
  // An IPv4 address at the end takes two groups.
  const length = after.length + (after.at(-1)?.includes('.') === true ? 1 : 0);
  const before = groups(head);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - length);
  const all = [...before, ...Array<string>(zeros).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${all.slice(0, 4).join(':')}::/64`;
}
