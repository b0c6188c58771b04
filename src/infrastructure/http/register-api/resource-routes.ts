import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Programma } from '#domain/inzage/lezer.ts';
import type { RegisterReader, RegisterResource } from '#application/ports/register-reader.ts';
import { noteReading } from '../security/read-audit.ts';
import { methodNotAllowed, notFound } from './api-error.ts';
import type { Links } from './links.ts';
import { parsePaging, toPagedBody, type Query } from './paging.ts';
import { checkQueryParameters } from './query-parameters.ts';
import { SHAPES } from './shapes/shapes.ts';

export interface ResourceParts {
  readonly reader: RegisterReader;
  readonly links: Links;
  /** Who asks; throws when nobody was let in. */
  readonly programmaOf: (request: FastifyRequest) => Programma;
}

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** List and detail of one resource; writing is refused before a body is read. */
export function addResourceRoutes<K extends RegisterResource>(
  api: FastifyInstance,
  resource: K,
  { reader, links, programmaOf }: ResourceParts,
): void {
  const toShape = SHAPES[resource];

  api.get(`/${resource}`, async (request) => {
    const query = queryOf(request, resource, 'list');
    const paging = parsePaging(query);
    const { page, pageSize } = paging;
    const window = { skip: (page - 1) * pageSize, limit: pageSize };
    const { count, records } = await reader.list(programmaOf(request), resource, window);
    const results = records.map((record) => toShape(record, links));
    noteReading(
      request,
      `${resource} gelezen`,
      results.map(({ uuid }) => ({ soort: resource, uuid })),
    );
    return toPagedBody(paging, query, links.list(resource), { count, results });
  });

  api.get<{ Params: { uuid: string } }>(`/${resource}/:uuid`, async (request) => {
    queryOf(request, resource, 'detail');
    const record = await reader.find(programmaOf(request), resource, request.params.uuid.toLowerCase());
    if (record === undefined) throw notFound();
    noteReading(request, `${resource} gelezen`, [{ soort: resource, uuid: request.params.uuid.toLowerCase() }]);
    return toShape(record, links);
  });

  for (const url of [`/${resource}`, `/${resource}/:uuid`]) {
    api.route({
      method: [...WRITING],
      url,
      onRequest: async (request) => {
        throw methodNotAllowed(request.method);
      },
      handler: async () => undefined,
    });
  }
}

function queryOf(request: FastifyRequest, resource: RegisterResource, kind: 'list' | 'detail'): Query {
  const query = request.query as Query;
  checkQueryParameters(resource, Object.keys(query), kind);
  return query;
}
