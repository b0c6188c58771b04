import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isOnlyHere, type HttpSettings } from '../http-settings.ts';

/** Whether a request may see what is measured: from this machine, or with the token of `toegang.metingen`. */
export type MonitoringRight = (request: FastifyRequest) => boolean;

/**
 * A request that comes from this machine may be a proxy's that asks for somebody else, and says so or not. So this machine
 * counts only where nobody else can reach us: there is no public address, and we listen to ourselves alone.
 */
export function createMonitoringRight(settings: HttpSettings): MonitoringRight {
  const onlyHere = isOnlyHere(settings);
  return (request) => (onlyHere && isFromHere(request)) || hasToken(request, settings.metricsSha256);
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
/** The name it was asked by: a page of another site can make a browser on this machine ask under a name of its own. */
const OWN_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;
const PROXIED = /^(x-forwarded|x-original|x-real-ip$|forwarded$|via$)|(client|connecting)-ip$/;

const isFromHere = ({ raw, headers }: FastifyRequest) =>
  LOOPBACK.test(raw.socket.remoteAddress ?? '') &&
  OWN_NAME.test(headers.host ?? '') &&
  !Object.keys(headers).some((name) => PROXIED.test(name));

function hasToken({ headers }: FastifyRequest, sha256: string | undefined): boolean {
  const [, token] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (sha256 === undefined || token === undefined) return false;
  return timingSafeEqual(createHash('sha256').update(token).digest(), Buffer.from(sha256, 'hex'));
}
