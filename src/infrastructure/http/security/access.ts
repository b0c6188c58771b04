import type { FastifyReply, FastifyRequest } from 'fastify';
import { notAuthenticated, permissionDenied } from '../errors/http-error.ts';
import { wantsJson } from '../errors/wants-json.ts';
import { isReading } from './csrf.ts';

/** Lets colleagues through; others go to the login page and come back afterwards. */
export async function requireLogin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.medewerker !== null) return;
  if (wantsJson(request)) throw notAuthenticated();
  const back = isReading(request) && request.url !== '/' ? `?naar=${encodeURIComponent(request.url)}` : '';
  await reply.redirect(`/inloggen${back}`, 303);
}

/** Lets operators through. */
export async function requireBeheerder(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await requireLogin(request, reply);
  if (request.medewerker !== null && !request.medewerker.rollen.includes('beheerder')) throw permissionDenied();
}

/** A path of ours to go to after the login, never another site (`//evil`, `/\evil`). */
export function safeReturnPath(wanted: unknown): string {
  const text = typeof wanted === 'string' ? wanted : '';
  return /^\/(?![/\\])[\w\-./?=&%~:,+]*$/.test(text) && !text.startsWith('/uitloggen') ? text : '/taken';
}
