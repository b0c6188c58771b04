import { describe, expect, it } from 'vitest';
import { safeFileName } from '#domain/text/safe-file-name.ts';

describe('a file name of a sender', () => {
  it.each([
    ['brief.pdf', 'brief.pdf'],
    ['Verklaring arts – pagina 1 (één).pdf', 'Verklaring arts – pagina 1 (één).pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\jan\\plan.docx', 'plan.docx'],
    ['a\u0000b\r\nc.txt', 'a_b__c.txt'],
    ['factuur\u202efdp.exe', 'factuurfdp.exe'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['.htaccess', 'htaccess'],
    ['plan.pdf. . ', 'plan.pdf'],
    ['a/b/..', 'b'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });

  it.each(['', '.', '..', '///', '\u202e', '???'])('%j says nothing, so nothing is left', (given) => {
    expect(safeFileName(given)).toBe('');
  });

  it('is cut to 255 bytes and keeps its extension', () => {
    const name = safeFileName(`${'é'.repeat(400)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/é….pdf$/);
    expect(Buffer.byteLength(safeFileName('x'.repeat(1_000)))).toBeLessThanOrEqual(255);
  });

  it('is empty when all that it said is cut off', () => {
    expect(safeFileName(`${'_'.repeat(300)}a`)).toBe('');
  });

  it('survives half a character', () => {
    expect(safeFileName('foto \ud83d.jpg')).toMatch(/^foto .*\.jpg$/);
  });
});
