import type { FormFault } from '#application/ports/form-intake.ts';

/** An answer that is no success: status and code for programs, title and detail in Dutch for people. */
export class HttpError extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly invalidParams: readonly FormFault[] | undefined;

  constructor(
    statusCode: number,
    code: string,
    title: string,
    options: { detail?: string; headers?: Record<string, string>; invalidParams?: readonly FormFault[] } = {},
  ) {
    super(code);
    this.name = 'HttpError';
    this.statusCode = statusCode;
    this.code = code;
    this.title = title;
    this.detail = options.detail ?? title;
    this.headers = options.headers ?? {};
    this.invalidParams = options.invalidParams;
  }
}

export const notFound = (detail = 'Wat u zoekt is er niet (meer).') =>
  new HttpError(404, 'not_found', 'Niet gevonden', { detail });

export const notAuthenticated = () =>
  new HttpError(401, 'not_authenticated', 'Niet aangemeld', {
    detail: 'Geef een geldig token op, of meld u aan.',
    headers: { 'www-authenticate': 'Token' },
  });

export const permissionDenied = (detail = 'U heeft geen toegang tot dit onderdeel.') =>
  new HttpError(403, 'permission_denied', 'Geen toegang', { detail });

/** A document in which a virus was found is served to nobody. */
export const setApart = () =>
  new HttpError(403, 'set_apart', 'Apart gezet', {
    detail: 'In dit bestand is een virus gevonden. Het is apart gezet en kan niet worden bekeken of gedownload.',
  });

/** So much waits to be registered that nothing more is taken in. */
export const intakeFull = () =>
  new HttpError(503, 'intake_full', 'Even te druk', {
    detail: INTAKE_FULL,
    headers: { 'retry-after': INTAKE_RETRY_SECONDS },
  });
export const INTAKE_FULL =
  'Er wachten nu te veel berichten op registratie. Er is niets opgeslagen: verstuur het over een minuut opnieuw.';
export const INTAKE_RETRY_SECONDS = '60';

export const invalidParams = (faults: readonly FormFault[]) =>
  new HttpError(422, 'invalid', 'Ongeldige invoer', {
    detail: 'Een of meer velden zijn niet goed ingevuld.',
    invalidParams: faults,
  });

/** JSON with a field that stands in it twice, or that no field of ours is called. */
export const badKeys = (faults: readonly FormFault[]) =>
  new HttpError(400, 'parse_error', 'Onleesbare aanvraag', {
    detail: 'De aanvraag noemt een veld twee keer, of een veld dat niet mag.',
    invalidParams: faults,
  });
