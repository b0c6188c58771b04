import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RESOURCES } from '#infrastructure/http/register-api/shapes/shapes.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { balie, mail } from '#test/support/register-api/invented-contacts.ts';
import { openRegister } from '#test/support/register-api/open-register.ts';
import { toJsonSchema } from '#test/support/register-api/openapi-schema.ts';

const FILE = '../shared/reference/open-klant-klantinteracties-openapi.yaml';
const present = existsSync(FILE);
const stores = isolatedStores();
let register: Awaited<ReturnType<typeof openRegister>>;
let validatorOf: (path: string) => ValidateFunction;

const absent = present ? '' : ' (skipped: ../shared/reference is not here)';

describe.skipIf(!present)(`every answer of the register is valid by Open Klant’s own description${absent}`, () => {
  beforeAll(async () => {
    register = await openRegister(stores);
    await register.add(['mail', mail('2026-11-20T10:15:00Z')]);
    await register.add([
      'balie',
      balie('2026-11-21T09:00:00Z', 'mail@voorbeeld.example', '0d4e0f4e-8d5a-4f0a-9b8e-0c1f4c1d2e3f'),
    ]);
    const openapi = parse(readFileSync(FILE, 'utf8')) as OpenApi;
    const ajv = new Ajv({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    ajv.addSchema({ $id: 'openapi', components: toJsonSchema(openapi.components) });
    validatorOf = (path) => {
      const schema = openapi.paths[path]?.get.responses['200'].content['application/json'].schema;
      return ajv.compile({ $ref: `openapi${schema?.$ref ?? ''}` });
    };
  });
  afterAll(() => register.close());

  it.each(RESOURCES)('%s', async (resource) => {
    const { body } = await register.get(`/${resource}`);
    expect(body.results.length).toBeGreaterThan(0);
    const isList = validatorOf(`/${resource}`);
    expect([isList(body), isList.errors]).toEqual([true, null]);
    const isDetail = validatorOf(`/${resource}/{uuid}`);
    for (const { uuid } of body.results) {
      const detail = (await register.get(`/${resource}/${uuid}`)).body;
      expect([isDetail(detail), isDetail.errors]).toEqual([true, null]);
    }
  });

  it('and no answer has a key that is not described', async () => {
    const openapi = parse(readFileSync(FILE, 'utf8')) as OpenApi;
    const ajv = new Ajv({ strict: false });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    ajv.addSchema({ $id: 'openapi', components: toJsonSchema(openapi.components, { closed: true }) });
    const described = { Klantcontact: 'klantcontacten', Betrokkene: 'betrokkenen', InterneTaak: 'internetaken' };
    for (const [name, resource] of Object.entries(described)) {
      const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
      for (const row of (await register.get(`/${resource}`)).body.results) {
        expect([validate(row), validate.errors]).toEqual([true, null]);
      }
    }
  });
});

interface OpenApi {
  components: object;
  paths: Record<
    string,
    { get: { responses: { '200': { content: { 'application/json': { schema: { $ref: string } } } } } } }
  >;
}
