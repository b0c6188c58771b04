import { HttpError } from '../errors/http-error.ts';

/** What is wrong with a body before anybody has looked into it. The rest of it is not read (`ends-unread-bodies.ts`). */
export const bodiesFull = () =>
  new HttpError(503, 'bodies_full', 'Even niet beschikbaar', {
    detail: 'Er komt nu meer binnen dan in het geheugen past. Probeer het over enkele seconden opnieuw.',
    headers: { 'retry-after': '5' },
  });

export const bodyTooLarge = () =>
  new HttpError(413, 'too_large', 'Te groot', { detail: 'De aanvraag is groter dan hier is toegestaan.' });

export const bodyTooSlow = () =>
  new HttpError(408, 'timeout', 'Te langzaam', { detail: 'De aanvraag kwam niet op tijd binnen.' });

export const bodyBroken = () => new HttpError(400, 'parse_error', 'Onleesbare aanvraag');
