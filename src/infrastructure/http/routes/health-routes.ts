import type { FastifyInstance } from 'fastify';
import { toFailure } from '#domain/failure/failure.ts';
import type { HealthPart, HttpDeps } from '../http-deps.ts';

/** A part that takes longer is as good as down: whoever asks asks every few seconds. */
const PATIENCE = 2_000;

/** `/health/live`: this process answers. `/health/ready`: so does everything it cannot do without, each by name. */
export function addHealthRoutes(app: FastifyInstance, { health }: Pick<HttpDeps, 'health'>): void {
  app.get('/health/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const onderdelen = await Promise.all((await health()).map(look));
    const ready = onderdelen.every(({ ok, nodig }) => ok || !nodig);
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'niet-gereed', onderdelen });
  });
}

async function look(part: HealthPart) {
  const { naam, nodig } = part;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ ok: false; detail: string; sinds?: string }>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, { ok: false, detail: 'geen-antwoord' });
  });
  try {
    const { ok, detail, sinds } = await Promise.race([part.check(), late]);
    return {
      naam,
      nodig,
      ok,
      ...(detail === undefined ? {} : { detail }),
      ...(sinds === undefined ? {} : { sinds }),
    };
  } catch (thrown) {
    return { naam, nodig, ok: false, detail: toFailure(thrown).code };
  } finally {
    clearTimeout(timer);
  }
}
