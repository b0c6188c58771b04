import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { openRegister, PATH, PUBLIC_URL } from '#test/support/register-api/open-register.ts';

const stores = isolatedStores();
let register: Awaited<ReturnType<typeof openRegister>>;
beforeAll(async () => {
  register = await openRegister(stores);
});
afterAll(() => register.close());

const errorOf = (type: string, status: number, code: string, title: string, detail = title) => ({
  type: `${PUBLIC_URL}/ref/fouten/${type}/`,
  code,
  title,
  status,
  detail,
  instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as string,
});
const unknownParameters = (names: string) => ({
  ...errorOf('ValidationError', 400, 'invalid', 'Ongeldige invoerwaarde.'),
  invalidParams: [
    { name: 'nonFieldErrors', code: 'unknown-parameters', reason: `Onbekende query parameters: ${names}` },
  ],
});
const notFound = (detail?: string) => errorOf('NotFound', 404, 'not_found', 'Niet gevonden.', detail);

describe('the register refuses', () => {
  it('whoever shows no token, and says which kind it wants', async () => {
    const response = await register.app.inject({ url: `${PATH}/klantcontacten` });
    expect(response.statusCode).toBe(401);
    expect(response.headers).toMatchObject({
      'www-authenticate': 'Token',
      'api-version': '0.9.0',
      'content-type': 'application/problem+json; charset=utf-8',
    });
    const title = 'Authenticatiegegevens zijn niet opgegeven.';
    expect(response.json()).toEqual(errorOf('NotAuthenticated', 401, 'not_authenticated', title));
  });

  it('whoever shows no token before telling whether something exists', async () => {
    for (const path of ['/klantcontacten/x', '/niets', '/klantcontacten?foo=1']) {
      expect((await register.app.inject({ url: PATH + path })).statusCode).toBe(401);
    }
  });

  it('a token without the right to read', async () => {
    const response = await register.app.inject({ url: `${PATH}/actoren`, headers: { authorization: 'Token ander' } });
    const title = 'Je hebt geen toestemming om deze actie uit te voeren.';
    expect(response.json()).toEqual(errorOf('PermissionDenied', 403, 'permission_denied', title));
    expect(response.statusCode).toBe(403);
  });

  it('parameters that nobody knows, all of them at once', async () => {
    const { status, body } = await register.get('/klantcontacten?foo=1&page=1&bar=2');
    expect(status).toBe(400);
    expect(body).toEqual(unknownParameters('foo, bar'));
    expect((await register.get('/internetaken?expand=x')).body).toEqual(unknownParameters('expand'));
  });

  it.each([
    ['/klantcontacten?expand=hadBetrokkenen&kanaal=e-mail', 'expand, kanaal'],
    ['/internetaken?status=verwerkt', 'status'],
    ['/digitaleadressen?verificatieDatum__gte=2026-01-01', 'verificatieDatum__gte'],
    [`/betrokkenen/00000000-0000-4000-8000-000000000000?expand=digitaleAdressen`, 'expand'],
  ])('what Open Klant has and this register not yet, by name: %s', async (path, names) => {
    const { status, body } = await register.get(path);
    expect(status).toBe(501);
    const detail = `Nog niet ondersteund: ${names}`;
    expect(body).toEqual(errorOf('NotImplemented', 501, 'not_implemented', 'Nog niet ondersteund.', detail));
  });

  it.each(['9', '0', 'laatste', '999999999'])('page %s, which is not there', async (page) => {
    const { status, body } = await register.get(`/klantcontacten?page=${page}`);
    expect(status).toBe(404);
    expect(body).toEqual(notFound('Ongeldige pagina.'));
  });

  it.each(['/klantcontacten/00000000-0000-0000-0000-000000000000', '/actoren/geen-uuid', '/partijen'])(
    'what does not exist: %s',
    async (path) => {
      const { status, body } = await register.get(path);
      expect(status).toBe(404);
      expect(body).toEqual(notFound());
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s, and says that reading is all there is', async (method) => {
    for (const url of ['/klantcontacten', '/internetaken/00000000-0000-4000-8000-000000000000']) {
      const headers = { authorization: 'Token lezer', 'content-type': 'text/xml' };
      const response = await register.app.inject({ method, url: PATH + url, headers, payload: '<a/>' });
      expect(response.statusCode).toBe(405);
      expect(response.headers['allow']).toBe('GET, HEAD');
      const title = `Methode "${method}" niet toegestaan.`;
      const detail = `Methode "${method}" niet toegestaan: het register is hier alleen te lezen.`;
      expect(response.json()).toEqual(errorOf('MethodNotAllowed', 405, 'method_not_allowed', title, detail));
    }
  });

  it('nothing to an empty register: its first page is there and empty', async () => {
    const { status, body } = await register.get('/klantcontacten');
    expect([status, body]).toEqual([200, { count: 0, next: null, previous: null, results: [] }]);
  });
});

it('while the database is away the register says so, and when to come back', async () => {
  const lonely = await openRegister(stores);
  await lonely.mongo.connection.getClient().close();
  const { status, headers, body } = await lonely.get('/klantcontacten');
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(body).toMatchObject({ status: 503, code: 'service_unavailable' });
  await lonely.close();
});
