import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { parse } from 'node:querystring';

import { HttpError } from '../errors/http-error.ts';

/** Our largest form, twenty persons and twenty subjects, has some five hundred. */
const MOST_FIELDS = 2_000;

/** Forms of our own pages; a body with more fields than they have is refused before it is taken apart. */
export async function addFormFields(scope: FastifyInstance, bodyLimit: number): Promise<void> {
  await scope.register(formbody, {
    bodyLimit,
    parser: (text) => {
      let fields = 1;
      for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) fields += 1;
      if (fields > MOST_FIELDS)
        throw new HttpError(413, 'too_large', 'Te groot', { detail: 'Het formulier heeft te veel velden.' });
      return parse(text);
    },
  });
}
