import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ACCESS_TOKEN = 'een-token-voor-media';

export interface FakeMedium {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly sha256?: string;
  /** Address in place of our own. */
  readonly url?: string;
}

/** Meta's Graph API as far as media go: Meta itself cannot be run here. */
export interface GraphServer {
  readonly url: string;
  readonly media: Map<string, FakeMedium>;
  /** Status to answer with instead; for the lookup, the file, or neither. */
  lookupStatus: number | undefined;
  fileStatus: number | undefined;
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startGraphServer(): Promise<GraphServer> {
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const graph: GraphServer = {
    url: `${origin}/v23.0`,
    media: new Map(),
    lookupStatus: undefined,
    fileStatus: undefined,
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return graph;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    graph.requests.push(request.url ?? '');
    if (request.headers.authorization !== `Bearer ${ACCESS_TOKEN}`) return end(response, 401);
    const [, kind, id = ''] = /^\/(v23\.0|bestand|elders)\/([^/?]+)/.exec(request.url ?? '') ?? [];
    const medium = graph.media.get(decodeURIComponent(id));
    if (kind === 'elders') return redirect(response, 'http://elders.example/bestand');
    if (kind === 'v23.0') return lookUp(response, id, medium);
    if (graph.fileStatus !== undefined) return end(response, graph.fileStatus);
    if (medium === undefined) return end(response, 404);
    response.writeHead(200, { 'content-type': medium.mimeType }).end(medium.bytes);
  }

  function lookUp(response: ServerResponse, id: string, medium: FakeMedium | undefined): void {
    if (graph.lookupStatus !== undefined) return end(response, graph.lookupStatus);
    if (medium === undefined) return end(response, 404);
    const { bytes, mimeType, url = `${origin}/bestand/${id}` } = medium;
    const sha256 = medium.sha256 ?? createHash('sha256').update(bytes).digest('hex');
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ url, mime_type: mimeType, sha256, file_size: String(bytes.byteLength), id }));
  }
}

const end = (response: ServerResponse, status: number): void => void response.writeHead(status).end();
const redirect = (response: ServerResponse, location: string): void => void response.writeHead(302, { location }).end();
