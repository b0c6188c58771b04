import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatsappConfigSchema } from '#channels/whatsapp/whatsapp.config.ts';
import { createGraphMediaSource, isGraphOutage } from '#channels/whatsapp/whatsapp.media.ts';
import { toFailure } from '#domain/failure/failure.ts';
import { measure } from '#test/support/hostile/measure.ts';

const MB = 1024 * 1024;
const LARGEST = 8 * MB;
const asked: string[] = [];
const elsewhereAsked: string[] = [];
/** What the Graph API says of a medium, by its id. */
const lookups = new Map<string, unknown>();
let graph: ReturnType<typeof createServer>;
let elsewhere: ReturnType<typeof createServer>;
let origin: string;
let other: string;
const listen = async (server: ReturnType<typeof createServer>) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
beforeAll(async () => {
  graph = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(decodeURIComponent((request.url ?? '').slice(1)), response);
  });
  elsewhere = createServer((request, response) => {
    elsewhereAsked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end('geheim');
  });
  origin = await listen(graph);
  other = await listen(elsewhere);
});
afterAll(() => {
  for (const server of [graph, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});

function answer(path: string, response: ServerResponse): void {
  const [, id] = /^v1\/(.+)$/.exec(path) ?? [];
  if (id !== undefined) return void response.end(JSON.stringify(lookups.get(id) ?? {}));
  if (path === 'eindeloos') return pour(response);
  if (path === 'liegt') response.writeHead(200, { 'content-length': String(1024 ** 4) });
  if (path === 'kring') response.writeHead(302, { location: '/kring' });
  if (path === 'niets') response.writeHead(302, { location: 'http://[' });
  if (path === 'elders') response.writeHead(302, { location: `${other}/meta-data` });
  if (path === 'bestand') response.writeHead(302, { location: 'file:///etc/passwd' });
  response.end('x');
}

/** A file without end. */
function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(MB, 0x61);
  const more = () => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

const source = () =>
  createGraphMediaSource(
    whatsappConfigSchema.parse({
      verifyToken: 'x',
      appSecret: 'x',
      accessToken: 'token',
      graphUrl: `${origin}/v1`,
      limieten: { mediumBytes: LARGEST },
    }),
  );
const fetched = (mediaId: string, lookup?: unknown) => {
  lookups.set(mediaId, lookup);
  return measure(() =>
    source()
      .fetch({ mediaId, soort: 'image' })
      .then(
        (found) => ({ kind: found.kind, code: found.kind === 'missing' ? found.code : '', outage: false }),
        (thrown: unknown) => ({
          kind: 'failed',
          code: toFailure(thrown).code,
          outage: isGraphOutage(toFailure(thrown)),
        }),
      ),
  );
};

test.each(['..', '.', '../../me', 'a/b', 'a?b', '%2e%2e', '\0', '\ud800', 'i'.repeat(1_000_000), ' '])(
  'a medium that is named like a road is asked of nobody, and says nothing about the next one (%#)',
  async (mediaId) => {
    asked.length = 0;
    const { result } = await fetched(mediaId);
    expect(result).toEqual({ kind: 'missing', code: 'gone', outage: false });
    expect(asked).toEqual([]);
  },
);

test('no host but those of the configuration is asked, whoever names it', async () => {
  const urls = [
    `${other}/meta-data`,
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://lookaside.fbsbx.com@127.0.0.1/x',
    'https://127.0.0.1/.fbcdn.net',
    'https://evilfbsbx.com/',
    'https://[::1]/x',
    'http://lookaside.fbsbx.com/x',
    `${origin}/elders`,
    `${origin}/bestand`,
    `${origin}/niets`,
    'data:text/html,<script>',
  ];
  for (const [place, url] of urls.entries()) {
    const { result, ms } = await fetched(`host${place}`, { url });
    expect(result, url).toEqual({ kind: 'failed', code: 'whatsapp-media-host-refused', outage: false });
    expect(ms).toBeLessThan(10_000);
  }
  expect(elsewhereAsked).toEqual([]);
});

test('a redirection that never ends is given up', async () => {
  const { result, ms } = await fetched('kring', { url: `${origin}/kring` });
  expect(result).toMatchObject({ kind: 'failed', code: 'whatsapp-media-unavailable' });
  expect(ms).toBeLessThan(10_000);
});

test.each(['eindeloos', 'liegt'])(
  'a file that is too large (%s) is left where it is, in bounded memory',
  async (path) => {
    const before = process.memoryUsage.rss() / MB;
    const { result, ms, stallMs, peakMb } = await fetched(path, { url: `${origin}/${path}`, file_size: 1 });
    expect(result).toMatchObject({ kind: 'missing', code: 'too-large' });
    expect(ms).toBeLessThan(10_000);
    expect(stallMs).toBeLessThan(1_500);
    expect(peakMb - before).toBeLessThan(200);
  },
);

test.each([{ url: 7 }, { url: 'x'.repeat(100_000) }, [], 'x', null, { url: 'http://a', file_size: '1e999' }])(
  'an answer of the Graph API that is none is tried again (%#)',
  async (lookup) => {
    const { result } = await fetched('vreemd', lookup);
    expect(result.kind).not.toBe('fetched');
  },
);
