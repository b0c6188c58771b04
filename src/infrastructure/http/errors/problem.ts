import type { HttpError } from './http-error.ts';

/** RFC 9457, with the members that Open Klant has. */
export const PROBLEM_TYPE = 'application/problem+json';

export function toProblem(error: HttpError, requestId: string) {
  return {
    type: 'about:blank',
    code: error.code,
    title: error.title,
    status: error.statusCode,
    detail: error.detail,
    instance: `urn:uuid:${requestId}`,
    ...(error.invalidParams === undefined ? {} : { invalidParams: error.invalidParams }),
  };
}
