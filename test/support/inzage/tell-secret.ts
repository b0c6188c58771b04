import { createHash } from 'node:crypto';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import type { HttpWorld } from '../http/create-http-world.ts';

export interface Secret {
  /** One word that stands in everything of it: subject, text, name, address, file name, file, note, message. */
  readonly geheim: string;
  readonly eenheid: string;
  readonly kanaal?: KanaalSleutel;
  readonly vertrouwelijk?: boolean;
  /** Klantcontacten that it is tied to, whoever made the tie. */
  readonly antwoordOp?: readonly string[];
  /** False: settled on the spot. */
  readonly opvolging?: boolean;
}

let place = 0;

/** Registers one message of a citizen, the way the program does, with a klantcontact for each of its subjects. */
export async function tellSecrets(
  { messages, documents, register, settings, clock }: HttpWorld,
  secrets: readonly Secret[],
): Promise<KlantcontactUnit[]> {
  place += 1;
  const now = clock.now();
  const key = `geheim:${process.pid}:${place}`;
  const message = deterministicUuid(key, 'message');
  const raw = new TextEncoder().encode(secrets.map(({ geheim }) => `${geheim} in het bericht`).join('\n'));
  await messages.accept(
    [
      {
        uuid: message,
        key,
        channel: 'form',
        receivedAt: now,
        envelope: {},
        location: key,
        aliases: [],
        mediaType: 'application/json',
        sha256: createHash('sha256').update(raw).digest('hex'),
        raw,
      },
    ],
    undefined,
  );
  const units: KlantcontactUnit[] = [];
  for (const [index, secret] of secrets.entries()) {
    const [nummer = ''] = await register.reserveNummers('klantcontact', 1);
    const [taakNummer = ''] = await register.reserveNummers('internetaak', 1);
    const facts = {
      key: `${key}:${index}`,
      messages: [message],
      nummer,
      taakNummer,
      routering: { eenheid: secret.eenheid, uitleg: 'geen regel van toepassing' },
      antwoordOp: [...(secret.antwoordOp ?? [])],
      now,
    };
    units.push(buildUnit(toInbound(secret, now), facts, settings));
  }
  for (const [place, { informatieobjecten }] of units.entries()) {
    for (const { plaats, bestandsnaam, formaat, sha256 } of informatieobjecten)
      await documents.put(plaats.id, fileOf(secrets[place]?.geheim ?? ''), { bestandsnaam, formaat, sha256 });
  }
  await register.saveRegistrations([{ messages: [message], units, at: now }]);
  return units;
}

const fileOf = (geheim: string) => new TextEncoder().encode(`${geheim} in de bijlage`);

function toInbound(secret: Secret, now: Date): InboundMessage {
  const { geheim, kanaal = 'email', vertrouwelijk = false, opvolging = true } = secret;
  const bytes = fileOf(geheim);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const digitaleAdressen = [{ adres: `${geheim}@burger.example`, soort: 'email' as const, omschrijving: 'e-mail' }];
  return {
    kanaal,
    onderwerp: `${geheim} als onderwerp`,
    inhoud: `${geheim} in de tekst`,
    vertrouwelijk,
    plaatsgevondenOp: now,
    betrokkenen: [{ rol: 'klant', initiator: true, naam: { volledig: `J. ${geheim}` }, digitaleAdressen }],
    actor: { automaat: 'email' },
    documenten: [
      { rol: 'bijlage', bestandsnaam: `${geheim}.txt`, formaat: 'text/plain', bron: { kind: 'bytes', bytes, sha256 } },
    ],
    onderwerpobjecten: [],
    ...(opvolging ? { taak: { gevraagdeHandeling: HANDELING.lezen, toelichting: `${geheim} bij de taak` } } : {}),
    triage: { tekst: geheim },
  };
}
