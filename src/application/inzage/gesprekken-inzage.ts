import { mayRead, type Lezer } from '#domain/inzage/lezer.ts';
import type { OpenConversation } from '../list-open-conversations.ts';
import type { Gezien } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';

/** Conversations shown at once. */
const MOST = 12;

/** What is going on now and is not registered yet lies with the KCC. */
const mayReadAlong = (lezer: Lezer) => mayRead(lezer, { kanaal: 'whatsapp', vertrouwelijk: false, taken: [] });

export function createGesprekkenInzage({ conversations }: Pick<InzageDeps, 'conversations'>, { lezer, shown }: Look) {
  return {
    /** Conversations that are going on, latest first. `herhaald`: our own script asks for them again and again. */
    async gesprekken({ herhaald = false } = {}): Promise<Gezien<readonly OpenConversation[]>> {
      if (!mayReadAlong(lezer)) return { kind: 'geweigerd' };
      // They are there to read along; without them the list still is the list.
      const open = (await conversations?.(MOST).catch(() => [])) ?? [];
      if (herhaald) shown.repeat();
      return { kind: 'getoond', inhoud: shown.show('gesprekken bekeken', open, open.flatMap(gesprekObjecten)) };
    },
  };
}

const gesprekObjecten = ({ conversation, messages }: OpenConversation) => [
  { soort: 'gesprek', uuid: conversation },
  ...messages.map((uuid) => ({ soort: 'bericht', uuid })),
];
