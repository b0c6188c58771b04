import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeedMedium } from '../seed/whatsapp/seed-conversation.ts';

export interface GraphServer {
  readonly url: string;
  stop(): Promise<void>;
}

const VERSION = '/v23.0/';
const FILES = '/bestanden/';

/** Meta's part of fetching media ("Cloud API, Media"): an id gives an address, the address gives bytes. */
export async function startGraphServer(accessToken: string, media: readonly SeedMedium[]): Promise<GraphServer> {
  const byId = new Map(media.map((medium) => [medium.id, medium]));
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${accessToken}`) return answer(response, 401, { error: {} });
    respond(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + VERSION.slice(0, -1),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  function respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const medium = byId.get(url.slice(url.lastIndexOf('/') + 1));
    if (medium === undefined) return answer(response, 404, { error: {} });
    if (url.startsWith(FILES)) {
      response.writeHead(200, { 'content-type': medium.mediaType }).end(medium.bytes);
      return;
    }
    answer(response, 200, {
      messaging_product: 'whatsapp',
      id: medium.id,
      url: `${origin}${FILES}${medium.id}`,
      mime_type: medium.mediaType,
      sha256: createHash('sha256').update(medium.bytes).digest('hex'),
      file_size: medium.bytes.byteLength,
    });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
