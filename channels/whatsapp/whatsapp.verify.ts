import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = /^sha256=([0-9a-f]{64})$/i;

/** Whether the header has the form of a signature at all. */
export const isSignature = (signature: string | undefined): boolean => HEADER.test(signature ?? '');

/**
 * Whether Meta signed these bytes: HMAC-SHA256 with the app secret over the body exactly as received (JSON written
 * again has other bytes), compared in constant time.
 */
export function verifySignature(rawBody: Uint8Array, signature: string | undefined, appSecret: string): boolean {
  const hex = HEADER.exec(signature ?? '')?.[1];
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), expected);
}

/** Whether the handshake names our token. Hashes have one length, so that the time says nothing about the token. */
export function verifyToken(given: unknown, wanted: string): boolean {
  return typeof given === 'string' && timingSafeEqual(sha256(given), sha256(wanted));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
