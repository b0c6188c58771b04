import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormFault } from '#application/ports/form-intake.ts';
import { INTAKE_FULL, INTAKE_RETRY_SECONDS, permissionDenied } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { counterFormPage } from '../pages/counter-form-page.ts';
import type { Bestemmingen } from '../pages/destination-field.ts';
import { formDonePage } from '../pages/form-done-page.ts';
import { changeFormFields, emptyForm, readFormFields, toFormBody, type FormFields } from '../pages/form-fields.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { bestemmingenOf } from './bestemmingen.ts';

const KANALEN = ['balie', 'telefoon'] as const;
const TITEL = { balie: 'Balieformulier', telefoon: 'Telefoonnotitie' } as const;

/** The forms as pages. They go the road of every form: as JSON, with who is logged in as the medewerker. */
export function addCounterRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { forms, clock } = deps;
  const bestemmingen = bestemmingenOf(deps);

  for (const kanaal of KANALEN.filter((one) => forms.kanalen.includes(one))) {
    app.get(`/${kanaal}`, { onRequest: requireLogin }, (request, reply) =>
      showForm(request, reply, kanaal, emptyForm(randomUUID(), clock.now())),
    );

    app.post(`/${kanaal}`, { onRequest: requireLogin, bodyLimit: forms.maxBodyBytes }, async (request, reply) => {
      const fields = readFormFields(request.body);
      const { actie } = request.body as { actie?: unknown };
      if (typeof actie === 'string' && actie !== 'registreren') {
        return showForm(request, reply, kanaal, changeFormFields(fields, actie));
      }
      const outcome = await forms.receive({
        kanaal,
        van: { soort: 'scherm', medewerker: medewerkerOf(request).gebruikersnaam },
        raw: new TextEncoder().encode(JSON.stringify(withUnits(toFormBody(fields)))),
      });
      // Whoever is logged in acts for themselves.
      if (outcome.kind === 'not-allowed') throw permissionDenied();
      if (outcome.kind === 'refused') return showForm(request, reply, kanaal, fields, outcome.faults);
      if (outcome.kind === 'full') {
        // Everything that was typed is still on the page.
        void reply.header('retry-after', INTAKE_RETRY_SECONDS);
        return showForm(request, reply, kanaal, fields, [{ name: '', code: 'intake_full', reason: INTAKE_FULL }], 503);
      }
      if (outcome.kind === 'conflict') {
        // The page was sent, changed and sent again (the back button): that is another form.
        const fault = {
          name: '',
          code: 'conflict',
          reason: 'Dit formulier was al verstuurd. Controleer het en verstuur het opnieuw.',
        };
        return showForm(request, reply, kanaal, { ...fields, inzendingId: randomUUID() }, [fault]);
      }
      return show(request, reply, { titel: 'Ontvangen', inhoud: () => formDonePage(kanaal, outcome) });
    });
  }

  function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    kanaal: (typeof KANALEN)[number],
    fields: FormFields,
    faults: readonly FormFault[] = [],
    status = faults.length === 0 ? 200 : 422,
  ) {
    const choices: Bestemmingen = bestemmingen(medewerkerOf(request));
    const inhoud = (csrf: string) => counterFormPage({ kanaal, csrf, fields, faults, bestemmingen: choices });
    return show(request, reply, { titel: TITEL[kanaal], inhoud, status });
  }

  /** A colleague that was chosen brings the unit along: the form wants both. */
  function withUnits(body: ReturnType<typeof toFormBody>) {
    return {
      ...body,
      onderwerpen: body.onderwerpen.map((onderwerp) => {
        const { opvolging } = onderwerp;
        if (opvolging?.medewerker === undefined) return onderwerp;
        const colleague = deps.accounts.find(opvolging.medewerker);
        const afdeling = colleague?.afdelingen[0] ?? (colleague?.rollen.includes('kcc') === true ? 'KCC' : undefined);
        return { ...onderwerp, opvolging: { ...opvolging, afdeling } };
      }),
    };
  }
}
