import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import { createHttpWorld, type HttpWorld } from '../http/create-http-world.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { newMessage } from '../spine/create-spine.ts';
import { carla } from '../taken/medewerkers.ts';
import { els, tokens, type Reader } from './readers.ts';
import { tellSecrets, type Secret } from './tell-secret.ts';

/** Something that a citizen wrote, known by one word that stands in everything of it. */
export interface Told {
  readonly geheim: string;
  /** Who may read it, and nobody else. */
  readonly lezers: readonly Reader[];
  /** What must stand in the line of whoever is shown the word: one of these. */
  readonly objecten: Set<string>;
}

export interface SecretWorld {
  readonly world: HttpWorld;
  readonly told: readonly Told[];
  /** Everything that an address of ours can name. */
  readonly taken: readonly { readonly nummer: string; readonly messages: readonly string[] }[];
  readonly bijlagen: readonly string[];
  readonly berichten: readonly string[];
  readonly vervangingen: readonly { readonly bericht: string; readonly id: string }[];
  readonly units: readonly KlantcontactUnit[];
}

const ANYTHING: readonly Reader[] = ['lezen-alles', 'lezen', 'lezen-en-schrijven'];
const KCC: readonly Reader[] = ['anna', 'dirk', ...ANYTHING];
const BURG: readonly Reader[] = ['carla', 'dirk', 'lezen-burg', ...ANYTHING];
const AFVAL: readonly Reader[] = ['els', 'dirk', ...ANYTHING];
const MENDERS: readonly Reader[] = ['anna', 'dirk'];

/** Klantcontacten of several units, tied to each other and not, with messages in every place where one can be. */
export async function createSecretWorld(stores: IsolatedStores): Promise<SecretWorld> {
  const conversations: OpenConversation[] = [];
  const world = await createHttpWorld(stores, { conversations, medewerkers: [els], tokens, workers: false });
  const told: Told[] = [];
  const units: KlantcontactUnit[] = [];

  async function tell(...secrets: readonly (Secret & Pick<Told, 'lezers'>)[]): Promise<string> {
    const made = await tellSecrets(world, secrets);
    for (const [place, unit] of made.entries()) {
      const { geheim = '', lezers = [] } = secrets[place] ?? {};
      told.push({ geheim, lezers, objecten: new Set(uuidsOf(unit)) });
      units.push(unit);
    }
    return made[0]?.klantcontact.uuid ?? '';
  }

  await tell({ geheim: 'kccwens', eenheid: 'KCC', lezers: KCC });
  const burg = await tell({ geheim: 'burgwens', eenheid: 'BURG', lezers: BURG });
  const afval = await tell({ geheim: 'afvalwens', eenheid: 'AFVAL', lezers: AFVAL });
  await tell({ geheim: 'briefwens', eenheid: 'BURG', kanaal: 'brief', lezers: [...BURG, 'lezen-brief'] });
  await tell({ geheim: 'zwijgwens', eenheid: 'BURG', vertrouwelijk: true, lezers: ['carla', 'dirk', 'lezen-alles'] });
  await tell(
    { geheim: 'deelwens-burg', eenheid: 'BURG', kanaal: 'webformulier', lezers: BURG },
    { geheim: 'deelwens-afval', eenheid: 'AFVAL', kanaal: 'webformulier', lezers: AFVAL },
  );
  await tell({ geheim: 'noemwens-afval', eenheid: 'BURG', antwoordOp: [afval], lezers: BURG });
  await tell({ geheim: 'noemwens-burg', eenheid: 'AFVAL', antwoordOp: [burg], lezers: AFVAL });
  // Settled at once, and an answer: neither has a task, and the register shows both to who may read them.
  const settled = [...MENDERS, 'lezen', 'lezen-alles', 'lezen-en-schrijven'] as const;
  await tell({ geheim: 'baliewens', eenheid: 'KCC', kanaal: 'balie', opvolging: false, lezers: settled });

  await tell({ geheim: 'vraagwens', eenheid: 'BURG', lezers: BURG });
  const [vraag] = units.at(-1)?.dossiers ?? [];
  const outcome = await world.answerTaak({
    taak: vraag?.uuid ?? '',
    medewerker: carla,
    antwoord: `antwoordwens ${'lang '.repeat(1_000)}`,
    kanaal: 'telefoon',
  });
  if (outcome.kind !== 'answered') throw new Error(`the question was not answered: ${outcome.kind}`);
  const ids = async (name: string, filter: object) =>
    (await world.collection(name).find(filter).toArray()).map(({ _id }) => _id);
  const antwoord = outcome.antwoord.uuid;
  const antwoordBijlagen = await ids('bijlagen', { wasBijlageVanKlantcontact: antwoord });
  const betrokkenen = await ids('betrokkenen', { hadKlantcontact: antwoord });
  const adressen = await ids('digitaleadressen', { verstrektDoorBetrokkene: { $in: betrokkenen } });
  told.push({
    geheim: 'antwoordwens',
    lezers: ['carla', 'dirk', 'lezen', 'lezen-alles', 'lezen-burg', 'lezen-en-schrijven'],
    objecten: new Set([antwoord, ...antwoordBijlagen]),
  });
  // The answer has the subject of its question, and copies of who asked it.
  const vraagwens = told.find(({ geheim }) => geheim === 'vraagwens');
  for (const uuid of [antwoord, ...betrokkenen, ...adressen]) vraagwens?.objecten.add(uuid);

  let place = 0;
  async function takeIn(geheim: string, lezers: readonly Reader[], then: (uuid: string) => Promise<unknown>) {
    place += 1;
    const { uuid, ...message } = newMessage(`From: ${geheim}\n\n${geheim} in het bericht`, place);
    await world.messages.accept([{ uuid, ...message }], undefined);
    await then(uuid);
    told.push({ geheim, lezers, objecten: new Set([uuid]) });
    return uuid;
  }
  const bytes = new TextEncoder().encode('parkeerwens, hersteld');
  const parkeer = (uuid: string) => world.parkMessage(uuid, { code: 'mail-unreadable' });
  const geparkeerd = await takeIn('parkeerwens', MENDERS, async (uuid) => {
    await parkeer(uuid);
    const fresh = { bytes, bestandsnaam: 'parkeerwens.eml', mediaType: 'message/rfc822' };
    await world.parkedActs.replaceBytes(uuid, fresh, { door: 'anna', reden: 'parkeerwens hersteld' });
    await world.parkedActs.overrideFields(uuid, { naam: 'J. parkeerwens' }, { door: 'anna', reden: '' });
  });
  const weggelegd = await takeIn('wegwens', MENDERS, async (uuid) => {
    await parkeer(uuid);
    await world.parkedActs.discard(uuid, 'wegwens is reclame', 'anna');
  });
  const apart = await takeIn('apartwens', ['dirk'], (uuid) =>
    world.messages.setAside(uuid, { code: 'bounce' }, world.clock.now()),
  );
  conversations.push(goingOn('gesprekswens'));
  told.push({
    geheim: 'gesprekswens',
    lezers: MENDERS,
    objecten: new Set(conversations.map(({ conversation }) => conversation)),
  });

  const dossiers = await world.collection('taakdossiers').find().toArray();
  const herstel = (await world.parked.find(geparkeerd))?.message.herstel;
  return {
    world,
    told,
    units,
    taken: dossiers.map(({ nummer, messages }) => ({ nummer: nummer as string, messages: messages as string[] })),
    bijlagen: [...units.flatMap((unit) => unit.bijlagen.map(({ uuid }) => uuid)), ...antwoordBijlagen],
    berichten: [geparkeerd, weggelegd, apart, units[0]?.dossiers[0]?.messages[0] ?? ''],
    vervangingen: (herstel?.vervangingen ?? []).map(({ id }) => ({ bericht: geparkeerd, id })),
  };
}

const uuidsOf = ({ klantcontact, betrokkenen, digitaleAdressen, bijlagen, internetaken }: KlantcontactUnit) =>
  [klantcontact, ...betrokkenen, ...digitaleAdressen, ...bijlagen, ...internetaken].map(({ uuid }) => uuid);

function goingOn(geheim: string): OpenConversation {
  const op = new Date();
  return {
    conversation: crypto.randomUUID(),
    kanaal: 'whatsapp',
    since: op,
    last: op,
    count: 1,
    messages: [crypto.randomUUID()],
    lines: [{ op, tekst: `${geheim} in een appje` }],
  };
}
