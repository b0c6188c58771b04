import type { Handelende } from '#domain/actor/handelende.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { handelingVan } from '#domain/interne-taak/taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { answerKey, buildAnswer } from '#domain/klantcontact/build-answer.ts';
import { fileRole } from '#domain/klantcontact/build-documents.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { validateUnit } from '#domain/klantcontact/validate-unit.ts';
import { buildAnswerMail } from '#domain/uitgaand/build-answer-mail.ts';
import { uitgaandSchema, type Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { MailAccounts } from '../ports/mail-sender.ts';
import type { MessageStore } from '../ports/message-store.ts';
import type { ContactRead } from '../ports/taak-store.ts';
import { answerDocuments } from './answer-document.ts';
import { findAccount, findAdres } from './answer-route.ts';
import { drawLot } from './draw-lot.ts';
import type { TakenDeps } from './taken-deps.ts';
import type { Verzending } from './answer-outcome.ts';

export interface PrepareDeps extends Pick<TakenDeps, 'register' | 'settings' | 'clock'> {
  readonly messages: Pick<MessageStore, 'find'>;
  readonly documents: Pick<DocumentStore, 'put'>;
  readonly accounts: MailAccounts;
}

export interface PreparedAnswer {
  readonly unit: KlantcontactUnit;
  readonly uitgaand?: Uitgaand;
  readonly verzending: Verzending;
  readonly now: Date;
}

const IN_PERSON: readonly KanaalSleutel[] = ['balie', 'telefoon'];

/** Everything the commit needs, made before it: number, the document's bytes, the mail. Undefined: no address to send to. */
export async function prepareAnswer(
  deps: PrepareDeps,
  dossier: TaakDossier,
  vraag: ContactRead,
  { antwoord, kanaal, medewerker }: { antwoord: string; kanaal: KanaalSleutel; medewerker: Handelende },
): Promise<PreparedAnswer | undefined> {
  const key = answerKey(dossier.uuid);
  const now = deps.clock.now();
  const [message] = await deps.messages.find(dossier.messages.slice(0, 1), { raw: false });
  const account = kanaal === 'email' ? findAccount(deps.accounts, message?.envelope['mailbox']) : undefined;
  const adres = findAdres(vraag, kanaal);
  if (account !== undefined && adres === undefined) return undefined;

  const documenten = answerDocuments(antwoord);
  for (const [index, { bestandsnaam, formaat, bron }] of documenten.entries()) {
    const facts = { bestandsnaam, formaat, sha256: bron.sha256 };
    await deps.documents.put(deterministicUuid(key, fileRole(index, bron.sha256)), bron.bytes, facts);
  }
  const [nummer = ''] = await deps.register.reserveNummers('klantcontact', 1);
  const { klantcontact, betrokkenen } = vraag;
  const inPerson = IN_PERSON.includes(kanaal);
  const answer = buildAnswer({
    key,
    nummer,
    vraag: klantcontact,
    betrokkenen,
    ...(adres === undefined ? {} : { adres }),
    kanaal: deps.settings.kanalen[kanaal],
    antwoord,
    gelukt: inPerson ? true : null,
    documenten,
    ...handelingVan(medewerker, now),
  });
  const unit = validateUnit(answer);
  if (account === undefined || adres === undefined) {
    return { unit, verzending: inPerson ? 'niet-nodig' : 'zelf-verzenden', now };
  }
  const mail = buildAnswerMail({
    key,
    lot: drawLot(),
    aan: adres.adres,
    van: account,
    onderwerp: klantcontact.onderwerp,
    tekst: antwoord,
    aliases: message?.channel === 'email' ? message.aliases : [],
    klantcontact: unit.klantcontact.uuid,
    taak: dossier.uuid,
    now,
  });
  return { unit, uitgaand: uitgaandSchema.parse(mail), verzending: 'wordt-verzonden', now };
}
