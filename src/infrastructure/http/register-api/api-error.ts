import { randomUUID } from 'node:crypto';

export interface InvalidParam {
  readonly name: string;
  readonly code: string;
  readonly reason: string;
}

interface ErrorKind {
  /** Last part of `type`. */
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** An answer other than 200, in the words of Open Klant (Django REST framework's Dutch texts). */
export class ApiError extends Error {
  readonly kind: ErrorKind;
  readonly detail: string;
  readonly invalidParams: readonly InvalidParam[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: ErrorKind,
    options: { detail?: string; invalidParams?: readonly InvalidParam[]; headers?: Record<string, string> } = {},
  ) {
    super(kind.code);
    this.kind = kind;
    this.detail = options.detail ?? kind.title;
    this.invalidParams = options.invalidParams;
    this.headers = options.headers ?? {};
  }
}

/** Open Klant sends plain JSON here; the VNG standard asks for this type (acceptance statement 66), which is JSON too. */
export const PROBLEM_TYPE = 'application/problem+json';

export function toErrorBody({ kind, detail, invalidParams }: ApiError, publicUrl: string) {
  return {
    type: `${publicUrl}/ref/fouten/${kind.type}/`,
    code: kind.code,
    title: kind.title,
    status: kind.status,
    detail,
    instance: `urn:uuid:${randomUUID()}`,
    ...(invalidParams === undefined ? {} : { invalidParams }),
  };
}

const kind = (status: number, type: string, code: string, title: string): ErrorKind => ({ status, type, code, title });

export const notAuthenticated = () =>
  new ApiError(
    kind(401, 'NotAuthenticated', 'not_authenticated', 'Authenticatiegegevens zijn niet opgegeven.'),
    // RFC 9110 section 11.6.1: a 401 names the scheme it wants.
    { headers: { 'www-authenticate': 'Token' } },
  );

export const permissionDenied = () =>
  new ApiError(
    kind(403, 'PermissionDenied', 'permission_denied', 'Je hebt geen toestemming om deze actie uit te voeren.'),
  );

export const notFound = (detail = 'Niet gevonden.') =>
  new ApiError(kind(404, 'NotFound', 'not_found', 'Niet gevonden.'), { detail });

export const methodNotAllowed = (method: string) =>
  new ApiError(kind(405, 'MethodNotAllowed', 'method_not_allowed', `Methode "${method}" niet toegestaan.`), {
    detail: `Methode "${method}" niet toegestaan: het register is hier alleen te lezen.`,
    headers: { allow: 'GET, HEAD' },
  });

export const invalid = (invalidParams: readonly InvalidParam[]) =>
  new ApiError(kind(400, 'ValidationError', 'invalid', 'Ongeldige invoerwaarde.'), { invalidParams });

export const notImplemented = (detail: string) =>
  new ApiError(kind(501, 'NotImplemented', 'not_implemented', 'Nog niet ondersteund.'), { detail });

/** Too many requests, as the rest of the program says it: with its own words and its `Retry-After`. */
export const throttled = ({ detail, headers }: { detail: string; headers: Readonly<Record<string, string>> }) =>
  new ApiError(kind(429, 'Throttled', 'throttled', 'Te veel verzoeken.'), { detail, headers: { ...headers } });

export const unavailable = () =>
  new ApiError(kind(503, 'ServiceUnavailable', 'service_unavailable', 'Het register is even niet bereikbaar.'), {
    headers: { 'retry-after': '5' },
  });

/** A request that the server itself refuses before it reaches a route: too long, not decodable. */
export const badRequest = (status: number) =>
  new ApiError(kind(status, 'ParseError', 'parse_error', 'Ongeldig verzoek.'));

export const internalError = () => new ApiError(kind(500, 'APIException', 'error', 'Interne serverfout.'));
