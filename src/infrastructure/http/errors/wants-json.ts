import type { FastifyRequest } from 'fastify';

/** Whether a program asks: paths that are for programs, or an `Accept` that names JSON and not HTML. */
export function wantsJson(request: FastifyRequest): boolean {
  if (/^\/(formulieren|webhooks|klantinteracties|health|metrics)(\/|$)/.test(pathOf(request))) return true;
  const accept = request.headers.accept ?? '';
  return /[/+]json\b/.test(accept) && !accept.includes('text/html');
}

export const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? '/';
