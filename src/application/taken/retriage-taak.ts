import { KCC } from '#domain/actor/medewerker.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MessageStore } from '../ports/message-store.ts';
import type { Normaliser } from '../ports/normaliser.ts';
import type { Triage } from '../ports/triage.ts';
import { contactKey } from '../contact-key.ts';
import { findDestination } from './find-destination.ts';
import { handOver } from './hand-over.ts';
import type { TakenDeps } from './taken-deps.ts';

/**
 * Asks triage again about a task that waits at the KCC and that nobody has (rules were changed), over the message as it
 * came in. When a unit is found now, the task is passed on with the explanation in its history; otherwise nothing
 * happens. What the sender wrote is read again and never kept for this.
 */
export type RetriageTaak = (taak: string) => Promise<void>;

export interface RetriageDeps extends TakenDeps {
  readonly messages: Pick<MessageStore, 'find'>;
  readonly normaliser: Normaliser;
  readonly triage: Triage;
}

export function createRetriageTaak(deps: RetriageDeps): RetriageTaak {
  return async (uuid) => {
    const dossier = await deps.taken.find(uuid);
    if (dossier === undefined || !isWaiting(dossier)) return;
    const inbound = await readAgain(deps, dossier);
    if (inbound === undefined) return;
    const routering = await deps.triage.decide(inbound);
    if (routering.eenheid === KCC) return;
    const naar = await findDestination(deps, { eenheid: routering.eenheid });
    if (naar.kind !== 'destination') return;
    await handOver(deps, {
      taak: uuid,
      wie: { automaat: 'triage' },
      reden: 'doorgezet',
      naar,
      gevraagdeHandeling: (oud) => oud.gevraagdeHandeling,
      toelichting: `Doorgezet naar ${naar.eenheidNaam}: ${routering.uitleg}.`,
      routering,
      check: ({ eenheid }) => (eenheid === KCC ? undefined : { kind: 'not-with-kcc' }),
    });
  };
}

const isWaiting = ({ status, eenheid, behandelaar, klantcontact }: TaakDossier) =>
  status === 'te_verwerken' && eenheid === KCC && behandelaar === undefined && klantcontact !== undefined;

/** The contact of the message that became this klantcontact; its id follows from the message's key and its place. */
async function readAgain(
  { messages, normaliser }: RetriageDeps,
  dossier: TaakDossier,
): Promise<InboundMessage | undefined> {
  const [message] = await messages.find(dossier.messages.slice(0, 1), { raw: true });
  if (message === undefined) return undefined;
  const [result] = await normaliser.normalise(message.channel, [message]);
  const outcome = result?.outcome;
  if (outcome === undefined || outcome instanceof Error || outcome.kind !== 'contacten') return undefined;
  return outcome.contacten.find(
    (_, place) => deterministicUuid(contactKey(message.key, place), 'klantcontact') === dossier.klantcontact,
  );
}
