import { createHash } from 'node:crypto';
import { z } from 'zod';
import { transient, type Failure } from '#domain/failure/failure.ts';
import type { FetchedMedium, MediaSource } from '#application/ports/media-source.ts';
import { bareMediaType } from './medium-file.ts';
import { readLimited } from './read-limited.ts';
import type { WhatsappConfig } from './whatsapp.config.ts';
import type { WhatsappErrorCode } from './whatsapp.errors.ts';

type MediaConfig = Pick<WhatsappConfig, 'accessToken' | 'graphUrl' | 'mediaHosts'> & {
  readonly limieten: Pick<WhatsappConfig['limieten'], 'mediumBytes'>;
};

/** The Graph API's answer about a medium; the address in it is good for about five minutes. */
const lookupSchema = z.looseObject({
  url: z.url(),
  mime_type: z.string().optional(),
  sha256: z.string().optional(),
  file_size: z.coerce.number().optional(),
});

/**
 * Whether the platform itself is in trouble: it is silent, overloaded, or refuses our token. An answer about one medium
 * (400, a hash that differs) says nothing about the next one.
 */
export function isGraphOutage({ code, facts }: Failure): boolean {
  if (code === 'whatsapp-media-unauthorized') return true;
  const { status = 503 } = facts;
  return code === 'whatsapp-media-unavailable' && (Number(status) >= 500 || status === 429);
}

const LOOKUP_MS = 15_000;
const DOWNLOAD_MS = 120_000;
const REDIRECTS = 3;
/** A description of a medium is a few hundred bytes. */
const LOOKUP_BYTES = 64 * 1024;
const GONE = new Set([404, 410]);
/** Meta's are digits. What climbs out of the address (`..`) or does not fit in one is asked of nobody. */
const MEDIUM_ID = /^[A-Za-z0-9_-][\w.:=-]{0,199}$/;

/**
 * Meta's media: id -> address -> bytes, both with the bearer token. The token goes to the Graph API and to the hosts of
 * the configuration only, over the same protocol; a redirect is followed by hand for that reason.
 */
export function createGraphMediaSource(config: MediaConfig): MediaSource {
  const graph = new URL(config.graphUrl);

  return {
    async fetch(reference) {
      if (!MEDIUM_ID.test(reference.mediaId)) return { kind: 'missing', code: 'gone' };
      // The address may have expired between the two requests: asked once more before it counts as gone.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const found = await lookUp(reference.mediaId);
        if (found === 'gone') return { kind: 'missing', code: 'gone' };
        if ((found.file_size ?? 0) > config.limieten.mediumBytes) return { kind: 'missing', code: 'too-large' };
        const medium = await download(found, reference.sha256);
        if (medium !== 'gone') return medium;
      }
      return { kind: 'missing', code: 'gone' };
    },
  };

  async function lookUp(mediaId: string): Promise<z.infer<typeof lookupSchema> | 'gone'> {
    const url = new URL(`${graph.pathname.replace(/\/$/, '')}/${encodeURIComponent(mediaId)}`, graph);
    const response = await request(url, LOOKUP_MS);
    if (GONE.has(response.status)) return drop(response);
    checkStatus(response);
    const bytes = await readLimited(response, LOOKUP_BYTES);
    const parsed = lookupSchema.safeParse(bytes === undefined ? undefined : parse(bytes));
    if (!parsed.success) {
      throw failure('whatsapp-media-unavailable', 'The Graph API gave an answer that is none', {
        status: response.status,
      });
    }
    return parsed.data;
  }

  async function download(
    { url, mime_type, sha256 }: z.infer<typeof lookupSchema>,
    announced: string | undefined,
  ): Promise<FetchedMedium | 'gone'> {
    let target = new URL(url);
    for (let hop = 0; hop <= REDIRECTS; hop += 1) {
      if (!isAllowed(target))
        throw failure('whatsapp-media-host-refused', 'The medium is on a host that is not allowed');
      const response = await request(target, DOWNLOAD_MS);
      const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (next !== null) {
        await response.body?.cancel();
        if (!URL.canParse(next, target.href))
          throw failure('whatsapp-media-host-refused', 'The medium is redirected to no address');
        target = new URL(next, target);
        continue;
      }
      if (GONE.has(response.status)) return drop(response);
      checkStatus(response);
      return take(response, mime_type, [sha256, announced]);
    }
    throw failure('whatsapp-media-unavailable', 'The medium is redirected again and again', { status: 302 });
  }

  async function take(
    response: Response,
    mimeType: string | undefined,
    hashes: readonly (string | undefined)[],
  ): Promise<FetchedMedium> {
    const bytes = await readLimited(response, config.limieten.mediumBytes);
    if (bytes === undefined) return { kind: 'missing', code: 'too-large' };
    const digest = createHash('sha256').update(bytes).digest();
    const announced = hashes.find((hash) => isHash(hash));
    if (announced !== undefined && announced !== digest.toString('hex') && announced !== digest.toString('base64')) {
      throw failure('whatsapp-media-damaged', 'The bytes do not have the announced hash');
    }
    const formaat = bareMediaType(mimeType ?? response.headers.get('content-type') ?? undefined);
    return { kind: 'fetched', bytes, formaat, sha256: digest.toString('hex') };
  }

  async function request(url: URL, timeoutMs: number): Promise<Response> {
    try {
      return await fetch(url, {
        headers: { authorization: `Bearer ${config.accessToken}`, 'user-agent': 'klantcontact-intake' },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      throw failure('whatsapp-media-unavailable', 'The Graph API or its file host does not answer', { cause });
    }
  }

  function isAllowed({ protocol, hostname, host }: URL): boolean {
    if (host === graph.host) return protocol === graph.protocol;
    if (protocol !== 'https:') return false;
    return config.mediaHosts.some((allowed) =>
      allowed.startsWith('.') ? hostname.endsWith(allowed) : hostname === allowed,
    );
  }
}

function checkStatus({ status, ok }: Response): void {
  if (status === 401 || status === 403) {
    throw failure('whatsapp-media-unauthorized', 'The access token is refused: check kanalen.whatsapp.accessToken');
  }
  if (!ok) throw failure('whatsapp-media-unavailable', `The Graph API answers ${status}`, { status });
}

/** Hexadecimal from the Graph API, base64 in a webhook; anything else (test tools send it) proves nothing. */
const isHash = (hash: string | undefined) => /^([0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/.test(hash ?? '');

async function drop(response: Response): Promise<'gone'> {
  await response.body?.cancel();
  return 'gone';
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function failure(
  code: WhatsappErrorCode,
  message: string,
  { status, cause }: { status?: number; cause?: unknown } = {},
): Failure {
  return transient(code, message, {
    ...(cause === undefined ? {} : { cause }),
    ...(status === undefined ? {} : { facts: { status } }),
  });
}
