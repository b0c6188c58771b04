import type { FastifyRequest } from 'fastify';

/**
 * Whether a program asks: paths that are for programs, a token or a body of JSON, which no browser sends by itself, or an
 * `Accept` that names JSON and not HTML.
 */
export function wantsJson(request: FastifyRequest): boolean {
  if (/^\/(formulieren|webhooks|klantinteracties|health|metrics)(\/|$)/.test(pathOf(request))) return true;
  const { authorization, 'content-type': contentType = '' } = request.headers;
  if (authorization !== undefined || JSON_TYPE.test(contentType)) return true;
  const accept = request.headers.accept ?? '';
  return JSON_TYPE.test(accept) && !accept.includes('text/html');
}

const JSON_TYPE = /[/+]json\b/;

export const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? '/';
