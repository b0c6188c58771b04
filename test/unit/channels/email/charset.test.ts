import { describe, expect, it } from 'vitest';
import { toUtf8 } from '#channels/email/email.charset.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const read = (raw: Buffer, declared?: string) => toUtf8(raw, declared).toString();

describe('8-bit bytes whose character set nobody names', () => {
  it('stay as they are when they are UTF-8 already', () => {
    const raw = Buffer.from('Reünie in café');
    expect(toUtf8(raw, undefined)).toBe(raw);
  });
  it('are Western European when they stand alone between plain letters', () => {
    expect(read(Buffer.from('Re\xfcnie in caf\xe9, \x80 40', 'latin1'))).toBe('Reünie in café, € 40');
  });
  it('are read in the set that the message names', () => {
    expect(read(Buffer.from('Dzie\xf1 dobry, \xb3', 'latin1'), 'iso-8859-2')).toBe('Dzień dobry, ł');
  });
  it('a set that does not exist, or that cannot be true, is not believed', () => {
    expect(read(Buffer.from('caf\xe9', 'latin1'), 'x-onbekend')).toBe('café');
    expect(read(Buffer.from('caf\xe9', 'latin1'), 'us-ascii')).toBe('café');
  });
  it('are Chinese or Japanese when they come in pairs', () => {
    expect(read(bytes('c4e3bac3a3accac0bde7'))).toBe('你好，世界');
    expect(read(bytes('82b182f182c982bf82cd'))).toBe('こんにちは');
  });
});
