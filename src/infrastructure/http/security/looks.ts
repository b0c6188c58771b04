import type { FastifyRequest } from 'fastify';
import type { Lezer } from '#domain/inzage/lezer.ts';
import { createShown, type Shown } from '#application/inzage/getoond.ts';

interface Look {
  /** What the answer to this request shows. */
  readonly shown: Shown;
  /** Who looks, once the door has asked. */
  lezer?: Lezer;
  /** The colleague for whom a program acts. */
  namens?: string;
}
const looks = new WeakMap<FastifyRequest, Look>();

export const findLook = (request: FastifyRequest) => looks.get(request);

export function lookOf(request: FastifyRequest): Look {
  const look = looks.get(request) ?? { shown: createShown() };
  looks.set(request, look);
  return look;
}
