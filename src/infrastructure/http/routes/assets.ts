import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const FILES = {
  'stijl.css': 'text/css; charset=utf-8',
  'verversen.js': 'text/javascript; charset=utf-8',
  'merk.svg': 'image/svg+xml',
} as const;

/** Our own style sheet, script and icon, read once. Their addresses change with their contents, so browsers may keep them. */
export function addAssets(app: FastifyInstance): { stijl: string; script: string } {
  const addresses = Object.entries(FILES).map(([name, type]) => {
    const bytes = readFileSync(new URL(`../assets/${name}`, import.meta.url));
    const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    app.get(`/middelen/${name}`, (request, reply) => {
      const versioned = (request.query as { v?: unknown }).v === version;
      return reply
        .type(type)
        .header('cache-control', versioned ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
        .send(bytes);
    });
    return `/middelen/${name}?v=${version}`;
  });
  const [stijl = '', script = ''] = addresses;
  return { stijl, script };
}
