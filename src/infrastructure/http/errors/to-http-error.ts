import { Failure } from '#domain/failure/failure.ts';
import { HttpError } from './http-error.ts';

type Known = readonly [code: string, title: string, detail: string];

/** What fastify and its plugins refuse by themselves. */
const BY_STATUS: Readonly<Record<number, Known>> = {
  400: ['parse_error', 'Onleesbare aanvraag', 'De aanvraag kan niet gelezen worden.'],
  401: ['not_authenticated', 'Niet aangemeld', 'Geef een geldig token op, of meld u aan.'],
  403: [
    'permission_denied',
    'Niet toegestaan',
    'Deze pagina is verlopen. Ga terug, ververs de pagina en probeer het opnieuw.',
  ],
  404: ['not_found', 'Niet gevonden', 'Wat u zoekt is er niet (meer).'],
  405: ['method_not_allowed', 'Methode niet toegestaan', 'Deze methode kan hier niet gebruikt worden.'],
  413: ['too_large', 'Te groot', 'De aanvraag is groter dan hier is toegestaan.'],
  415: ['unsupported_media_type', 'Soort inhoud niet ondersteund', 'Deze soort inhoud wordt hier niet aangenomen.'],
  429: ['throttled', 'Te veel aanvragen', 'Wacht even en probeer het daarna opnieuw.'],
};
/** Clients of a webhook or a form try again after this many seconds. */
const RETRY_SECONDS = '5';

/** Anything thrown while a request was answered. What the database or a library said stays inside. */
export function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  if (thrown instanceof Failure && thrown.kind === 'transient') {
    return new HttpError(503, 'unavailable', 'Even niet beschikbaar', {
      detail: 'Een onderdeel van het systeem is nu niet bereikbaar. Probeer het over enkele seconden opnieuw.',
      headers: { 'retry-after': RETRY_SECONDS },
    });
  }
  const status = statusOf(thrown);
  const known = BY_STATUS[status];
  if (known !== undefined) {
    const [code, title, detail] = known;
    return new HttpError(status, code, title, { detail });
  }
  if (status >= 400 && status < 500) return new HttpError(status, 'invalid', 'Ongeldige aanvraag');
  return new HttpError(500, 'error', 'Er ging iets mis', {
    detail: 'Dit is een fout van ons. De beheerder vindt hem terug met het kenmerk hieronder.',
  });
}

const statusOf = (thrown: unknown) => Number((thrown as { statusCode?: unknown } | null)?.statusCode ?? 500);
