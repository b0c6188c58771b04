import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../errors/wants-json.ts';
import { layout, type PageFrame } from './layout.ts';
import type { Html } from './html.ts';

export interface Shown {
  readonly titel: string;
  /** Made with the CSRF token of this session. */
  readonly inhoud: (csrf: string) => Html;
  readonly status?: number;
}

export type ShowPage = (request: FastifyRequest, reply: FastifyReply, shown: Shown) => FastifyReply;

/** Sends a page in the frame that all pages share; no copy of it is kept anywhere. */
export function createShowPage(
  frame: Pick<PageFrame, 'gemeente' | 'middelen'>,
  csrfOf: (request: FastifyRequest, reply: FastifyReply) => string,
): ShowPage {
  return (request, reply, { titel, inhoud, status = 200 }) => {
    const { medewerker } = request;
    const csrf = csrfOf(request, reply);
    const { melding } = request.session;
    delete request.session.melding;
    const page = layout({ ...frame, titel, medewerker, csrf, pad: pathOf(request), melding, inhoud: inhoud(csrf) });
    return reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
  };
}
