import { describe, expect, it } from 'vitest';
import { verifySignature, verifyToken } from '#channels/whatsapp/whatsapp.verify.ts';
import { APP_SECRET, encode, sign } from '#test/support/whatsapp/payloads.ts';

const body = encode({ tekst: 'Fietsenrek bij école 🚲 @ / "' });

describe('the signature over a delivery', () => {
  it('is good over exactly these bytes, in capitals too', () => {
    expect(verifySignature(body, sign(body), APP_SECRET)).toBe(true);
    expect(verifySignature(body, sign(body).toUpperCase().replace('SHA256', 'sha256'), APP_SECRET)).toBe(true);
  });

  it('is refused when one byte, the secret or the form is another', () => {
    const changed = Uint8Array.from(body);
    changed[3] = 0x20;
    expect(verifySignature(changed, sign(body), APP_SECRET)).toBe(false);
    expect(verifySignature(body, sign(body, 'ander geheim'), APP_SECRET)).toBe(false);
    for (const header of [
      undefined,
      '',
      'sha256=',
      'sha256=zz',
      sign(body).slice(7),
      `${sign(body)}00`,
      `sha1=${'a'.repeat(40)}`,
    ]) {
      expect(verifySignature(body, header, APP_SECRET)).toBe(false);
    }
  });
});

describe('the token of the handshake', () => {
  it('is ours or it is not, whatever its length or type', () => {
    expect(verifyToken('geheim', 'geheim')).toBe(true);
    for (const given of ['geheim2', '', undefined, 5, ['geheim']]) expect(verifyToken(given, 'geheim')).toBe(false);
  });
});
