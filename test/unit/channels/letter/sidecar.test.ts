import { describe, expect, it } from 'vitest';
import { readSidecar } from '#channels/letter/letter.sidecar.ts';

const read = (value: unknown) => readSidecar(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('the sidecar of a scan', () => {
  it('is taken over as the scanning street wrote it', () => {
    const sidecar = {
      scandatum: '2026-01-08T10:00:00+01:00',
      batch: 'OCHTEND-1',
      volgnummer: 4,
      geadresseerde: 'Burgerzaken',
      afzender: { naam: 'S. de Bos', adresregel1: 'Hof 3', postcode: '1999 XY', stad: 'Elders' },
      onderwerp: 'Verhuizing',
      vertrouwelijk: true,
      geenActieNodig: false,
    };
    expect(read(sidecar)).toEqual({ sidecar, isBroken: false });
  });
  it('may leave out everything, say null or stay empty', () => {
    expect(read({ onderwerp: null, geadresseerde: ' ', afzender: { naam: '', stad: null } })).toEqual({
      sidecar: { afzender: {} },
      isBroken: false,
    });
  });
  it('may hold more than we know', () => {
    expect(read({ scanner: 'A3', onderwerp: 'x' })).toEqual({ sidecar: { onderwerp: 'x' }, isBroken: false });
  });
  it('with one faulty field loses that field only, and says so', () => {
    expect(read({ scandatum: 'gisteren', onderwerp: 'x', afzender: 'Jan' })).toEqual({
      sidecar: { onderwerp: 'x' },
      isBroken: true,
    });
  });
  it('whose vertrouwelijk cannot be understood counts as confidential', () => {
    expect(read({ vertrouwelijk: 'misschien' })).toEqual({ sidecar: { vertrouwelijk: true }, isBroken: true });
  });
  it.each([['{"onderwerp": "x"'], ['[]'], ['"x"'], ['null'], [''], ['\u0000']])('%j is broken', (text) => {
    expect(read(text)).toEqual({ sidecar: {}, isBroken: true });
  });
  it('that is no UTF-8 is broken', () => {
    expect(readSidecar(Uint8Array.of(0xff, 0xfe, 0x7b))).toEqual({ sidecar: {}, isBroken: true });
  });
});
