import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unprocessable } from '#domain/failure/failure.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import { EICAR, isClamdPresent, SIGNATURE, startClamd, type Clamd } from '#test/support/clamav/clamd.ts';

const MEGABYTE = 1024 * 1024;

/** In pieces of this many bytes, as a stream from the database comes. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function* stream(bytes: Uint8Array, size = bytes.byteLength) {
  yield* pieces(bytes, Math.max(size, 1));
}

describe.skipIf(!isClamdPresent)('clamd', () => {
  let clamd: Clamd;
  beforeAll(async () => {
    clamd = await startClamd();
  });
  afterAll(() => clamd.stop());

  describe.each(['tcp', 'socket'] as const)('over %s', (road) => {
    const scan = (bytes: Uint8Array, size?: number) =>
      createClamdScanner({ clamd: clamd[road], timeoutMs: 10_000 }).scan(stream(bytes, size));

    it('finds nothing in an ordinary document, nor in an empty one', async () => {
      expect(await scan(Buffer.from('Geachte gemeente'))).toEqual({ kind: 'clean' });
      expect(await scan(new Uint8Array())).toEqual({ kind: 'clean' });
    });

    it('names what it finds, however the bytes come in', async () => {
      for (const size of [1, 7, EICAR.byteLength])
        expect(await scan(EICAR, size)).toEqual({ kind: 'infected', signature: SIGNATURE });
    });

    it('says what it does not take, however much more there is', async () => {
      expect(await scan(new Uint8Array(MEGABYTE - 1))).toEqual({ kind: 'clean' });
      for (const megabytes of [2, 10, 50])
        expect(await scan(new Uint8Array(megabytes * MEGABYTE), 300_000)).toEqual({ kind: 'too-large' });
    });
  });

  it('takes many documents at once', async () => {
    const scanner = createClamdScanner({ clamd: clamd.tcp, timeoutMs: 20_000 });
    const all = Array.from({ length: 40 }, (_, place) => scanner.scan(stream(place % 2 ? EICAR : Buffer.from('x'))));
    expect((await Promise.all(all)).filter(({ kind }) => kind === 'infected')).toHaveLength(20);
  });

  it('is not blamed for bytes that cannot be read', async () => {
    const gone = unprocessable('message-bytes-missing', 'gone');
    async function* failing() {
      yield await Promise.resolve(EICAR);
      throw gone;
    }
    const scanner = createClamdScanner({ clamd: clamd.tcp, timeoutMs: 10_000 });
    await expect(scanner.scan(failing())).rejects.toBe(gone);
  });
});

describe('a scanner that cannot handle a document', () => {
  it('is a defect of that document, not a reason for others to wait', async () => {
    const server = createServer((socket) => socket.on('data', () => socket.end("stream: Can't write file ERROR\0")));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const scanner = createClamdScanner({ clamd: { host: '127.0.0.1', port }, timeoutMs: 2_000 });
    await expect(scanner.scan(stream(EICAR))).rejects.toMatchObject({ kind: 'defect', code: 'virus-scan-refused' });
    server.close();
  });

  it('that says nothing at all is given up in time', async () => {
    const server = createServer((socket) => socket.resume());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const scanner = createClamdScanner({ clamd: { host: '127.0.0.1', port }, timeoutMs: 200 });
    await expect(scanner.scan(stream(EICAR))).rejects.toMatchObject({
      kind: 'transient',
      code: 'virus-scanner-timeout',
    });
    server.close();
  });
});

describe('a scanner that is away', () => {
  it('is a transient failure, on both roads', async () => {
    for (const clamd of [{ host: '127.0.0.1', port: 9 }, { socket: '/nergens/clamd.sock' }]) {
      const scanner = createClamdScanner({ clamd, timeoutMs: 2_000 });
      const away = { kind: 'transient', code: 'virus-scanner-unreachable' };
      await expect(scanner.scan(stream(EICAR))).rejects.toMatchObject(away);
      await expect(scanner.ping()).rejects.toMatchObject(away);
    }
  });
});
