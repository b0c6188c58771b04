import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { ChannelName, KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { RegisterStore } from '#application/ports/register-store.ts';

export interface Question {
  readonly kanaal?: KanaalSleutel;
  readonly eenheid?: string;
  readonly op?: Date;
  readonly onderwerp?: string;
  readonly email?: string;
  readonly inhoud?: string;
  readonly naam?: string;
  readonly vertrouwelijk?: boolean;
  /** Klantcontacten that it is a reply to. */
  readonly antwoordOp?: readonly string[];
}

const CHANNEL: Readonly<Record<KanaalSleutel, ChannelName>> = {
  email: 'email',
  whatsapp: 'whatsapp',
  brief: 'letter',
  balie: 'form',
  telefoon: 'form',
  webformulier: 'form',
};

let place = 0;

/** Registers an invented question of a citizen the way the program does, and gives its one task. */
export async function askQuestion(
  register: RegisterStore,
  settings: RegisterSettings,
  accept: (message: NewMessage) => Promise<unknown>,
  question: Question = {},
): Promise<TaakDossier> {
  const { kanaal = 'email', eenheid = 'KCC', op = new Date('2026-11-23T09:00:00Z') } = question;
  place += 1;
  const key = `vraag:${kanaal}:${process.pid}:${place}`;
  const message = deterministicUuid(key, 'message');
  await accept({
    uuid: message,
    key,
    channel: CHANNEL[kanaal],
    receivedAt: op,
    envelope: { mailbox: 'info' },
    location: key,
    aliases: [`vraag-${place}@burger.example`],
    mediaType: 'text/plain',
    sha256: '0'.repeat(64),
    raw: new Uint8Array([1]),
  });
  const [nummer = ''] = await register.reserveNummers('klantcontact', 1);
  const [taakNummer = ''] = await register.reserveNummers('internetaak', 1);
  const unit = buildUnit(
    toInbound(kanaal, op, { onderwerp: `Vraag ${place}`, ...question }),
    {
      key,
      messages: [message],
      nummer,
      taakNummer,
      routering: { eenheid, uitleg: 'geen regel van toepassing' },
      antwoordOp: question.antwoordOp ?? [],
      now: op,
    },
    settings,
  );
  await register.saveRegistrations([{ messages: [message], units: [unit], at: op }]);
  const [dossier] = unit.dossiers;
  if (dossier === undefined) throw new Error('a question has a task');
  return dossier;
}

function toInbound(kanaal: KanaalSleutel, op: Date, question: Question): InboundMessage {
  const { onderwerp = '', email = 'j.jansen@burger.example', naam = 'J. Jansen' } = question;
  const byPhone = kanaal === 'whatsapp' || kanaal === 'telefoon';
  return {
    kanaal,
    onderwerp,
    inhoud: question.inhoud ?? 'Wanneer wordt mijn container geleegd?',
    vertrouwelijk: question.vertrouwelijk ?? false,
    plaatsgevondenOp: op,
    betrokkenen: [
      {
        rol: 'klant',
        initiator: true,
        naam: { volledig: naam },
        digitaleAdressen: [
          byPhone
            ? { adres: '+31612345678', soort: 'telefoonnummer', omschrijving: 'Uit ontvangen app-bericht' }
            : { adres: email, soort: 'email', omschrijving: 'Uit ontvangen e-mail' },
        ],
      },
    ],
    actor: { automaat: 'email' },
    documenten: [],
    onderwerpobjecten: [],
    taak: { gevraagdeHandeling: HANDELING.lezen, toelichting: 'Aangemaakt naar aanleiding van een ontvangen bericht' },
    triage: { tekst: onderwerp },
  };
}
