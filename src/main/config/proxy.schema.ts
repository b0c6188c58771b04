import { isIP } from 'node:net';
import { z } from 'zod';

/** A proxy that stands before us: `loopback` (this machine), an address, or a block of addresses (CIDR). */
export const proxySchema = z.string().refine(isProxy, { error: 'geen adres, geen reeks (CIDR) en niet loopback' });

function isProxy(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  // A block of everything would believe whoever asks.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
