import { describe, expect, it } from 'vitest';
import { ConfigProblems } from '#main/config/config-problem.ts';
import { parseConfig } from '#main/config/load-config.ts';

const MINIMAL = { gemeente: 'Voorbeeldstad', kanalen: {}, afdelingen: [{ code: 'KCC', naam: 'Klantcontactcentrum' }] };

describe('the virus scanner in the configuration', () => {
  it('is absent by default: nothing is scanned', () => {
    expect(parseConfig(MINIMAL).virusscanner).toBeUndefined();
  });

  it('is reached over TCP or over a socket, and messages wait for it unless said otherwise', () => {
    const tcp = { clamd: { host: '127.0.0.1', port: 3310 } };
    expect(parseConfig({ ...MINIMAL, virusscanner: tcp }).virusscanner).toMatchObject({
      ...tcp,
      bijStoring: 'wachten',
    });
    const socket = { clamd: { socket: '/run/clamav/clamd.ctl' }, bijStoring: 'doorlaten' };
    expect(parseConfig({ ...MINIMAL, virusscanner: socket }).virusscanner).toMatchObject(socket);
  });

  it.each([{ clamd: {} }, { clamd: { host: 'x' } }, { clamd: { socket: 's' }, bijStoring: 'negeren' }, {}])(
    'is refused when it is %j',
    (virusscanner) => {
      expect(() => parseConfig({ ...MINIMAL, virusscanner })).toThrow(ConfigProblems);
    },
  );
});
