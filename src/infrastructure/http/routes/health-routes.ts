import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toFailure } from '#domain/failure/failure.ts';
import type { HealthPart, HttpDeps } from '../http-deps.ts';
import type { MonitoringRight } from '../security/monitoring-right.ts';

/** A part that takes longer is as good as down: whoever asks asks every few seconds. */
const PATIENCE = 2_000;

/** `/health/live`: this process answers. */
export function addLiveRoute(app: FastifyInstance): void {
  app.get('/health/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
}

/**
 * `/health/ready`: so does everything it cannot do without. Who may see what is measured, and operators, get each part
 * with its state. Others get whether it is ready and how the stores are, by names that every installation has; mailboxes
 * and hosts are named to nobody else, and are not asked for a stranger either.
 */
export function addReadyRoute(scope: FastifyInstance, { health }: Pick<HttpDeps, 'health'>, maySee: MonitoringRight) {
  scope.get('/health/ready', async (request, reply) => {
    const isWhole = maySee(request) || isBeheerder(request);
    const parts = (await health()).filter(({ nodig, openbaar }) => isWhole || nodig || openbaar === true);
    const looked = await Promise.all(parts.map(look));
    const ready = looked.every(({ ok, nodig }) => ok || !nodig);
    const open = new Set(parts.filter(({ openbaar }) => openbaar === true).map(({ naam }) => naam));
    const onderdelen = isWhole ? looked : looked.filter(({ naam }) => open.has(naam)).map(withoutDetail);
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'niet-gereed', onderdelen });
  });
}

const isBeheerder = ({ medewerker }: FastifyRequest) => medewerker?.rollen.includes('beheerder') === true;

type Looked = Awaited<ReturnType<typeof look>>;
const withoutDetail = ({ naam, nodig, ok }: Looked) => ({ naam, nodig, ok });

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
