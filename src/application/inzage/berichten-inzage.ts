import { VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import { mayReadBericht } from '#domain/inzage/may-read-bericht.ts';
import type { MessageFilter, MessageSummary } from '../ports/message-store.ts';
import type { MessageTrace } from '../trace-message.ts';
import type { Gezien, Objecten } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';

export interface Berichtenlijst {
  readonly berichten: readonly MessageSummary[];
  /** Where the next page begins; undefined when this is the last one. */
  readonly last?: NonNullable<MessageFilter['after']>;
}

/** The lists of the operators: colleagues' reasons stand in them, and what they lead to is everybody's. */
export function createBerichtenInzage(
  { messages, traceMessage }: Pick<InzageDeps, 'messages' | 'traceMessage'>,
  { lezer, shown }: Look,
) {
  const isForAll = mayReadBericht(lezer, undefined);

  return {
    geparkeerd: (limit: number) => list({ state: 'parked', limit }),
    apart: (limit: number, after: MessageFilter['after']) =>
      list({ state: 'aside', limit, ...(after === undefined ? {} : { after }) }),
    /** Everything that is known of the messages behind a term. */
    async berichtenBij(term: string): Promise<Gezien<readonly MessageTrace[]>> {
      if (!isForAll) return { kind: 'geweigerd' };
      const found = await traceMessage(term);
      const objecten = found.flatMap(({ message }) => objectOf(message));
      return { kind: 'getoond', inhoud: shown.show('bericht bekeken', found, objecten) };
    },
  };

  async function list(filter: MessageFilter): Promise<Gezien<Berichtenlijst>> {
    if (!isForAll) return { kind: 'geweigerd' };
    const found = await messages.list(filter);
    const last = found.length < (filter.limit ?? 0) ? undefined : found.at(-1);
    // Of what was destroyed nothing is left to look at.
    const berichten = found.filter(({ reason }) => reason?.code !== VERNIETIGD);
    const page = { berichten, ...(last === undefined ? {} : { last }) };
    return { kind: 'getoond', inhoud: shown.show('berichten bekeken', page, berichten.flatMap(objectOf)) };
  }
}

const objectOf = ({ uuid }: Pick<MessageSummary, 'uuid'>): Objecten => [{ soort: 'bericht', uuid }];
