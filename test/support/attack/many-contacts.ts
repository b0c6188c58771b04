import { answerUuid } from '#domain/klantcontact/build-answer.ts';
import type { Leesgrond } from '#domain/inzage/lezer.ts';
import { TOKEN, type HttpWorld } from '../http/create-http-world.ts';
import { anna, carla, dirk } from '../taken/medewerkers.ts';

/** A klantcontact with what decides who may read it, as whoever made it knows, and the words that stand in its texts. */
export interface KnownContact extends Leesgrond {
  readonly uuid: string;
  /** One of its own; an answer repeats the subject and the names of its question. */
  readonly words: readonly string[];
}

const UNITS = ['KCC', 'BURG', 'AFVAL'] as const;
const WAYS = ['email', 'whatsapp', 'brief'] as const;

/**
 * A register with something of every kind: each unit, three ways in, confidential or not; replies across units, tasks
 * that were passed on, answers along another way than the question's, and what was settled at once.
 */
export async function addManyContacts(world: HttpWorld): Promise<KnownContact[]> {
  const known: KnownContact[] = [];
  let place = 0;
  const ask = async (
    kanaal: (typeof WAYS)[number],
    eenheid: string,
    vertrouwelijk = false,
    antwoordOp: string[] = [],
  ) => {
    place += 1;
    const word = `woord${String(place).padStart(3, '0')}x`;
    const text = { onderwerp: `${word} onderwerp`, inhoud: `${word} inhoud`, naam: `${word} Jansen` };
    const op = new Date(Date.UTC(2026, 9, 1, 8, place));
    const email = `${word}@burger.example`;
    const dossier = await world.ask({ kanaal, eenheid, vertrouwelijk, antwoordOp, op, email, ...text });
    const uuid = dossier.klantcontact ?? '';
    const contact = {
      uuid,
      words: [word],
      kanaal: world.settings.kanalen[kanaal],
      vertrouwelijk,
      taken: [{ eenheid }],
    };
    known.push(contact);
    return { dossier, contact };
  };
  for (const eenheid of UNITS)
    for (const kanaal of WAYS) for (const vertrouwelijk of [false, true]) await ask(kanaal, eenheid, vertrouwelijk);
  for (const [of, to] of [...known.entries()].filter(([at]) => at % 4 === 0))
    await ask('email', UNITS[of % 3] ?? 'KCC', of % 5 === 0, [to.uuid, known[of + 1]?.uuid ?? to.uuid]);
  for (const vertrouwelijk of [false, true]) {
    const passed = await ask('email', 'BURG', vertrouwelijk);
    await world.passOnTaak({ taak: passed.dossier.uuid, medewerker: carla, naar: { eenheid: 'AFVAL' } });
    known.push({ ...passed.contact, taken: [{ eenheid: 'BURG' }, { eenheid: 'AFVAL' }] });
    const asked = await ask('whatsapp', 'BURG', vertrouwelijk);
    await answer(asked);
    const second = await ask('brief', 'KCC', vertrouwelijk);
    const next = await world.passOnTaak({ taak: second.dossier.uuid, medewerker: anna, naar: { eenheid: 'BURG' } });
    if (next.kind !== 'handed-over') throw new Error(next.kind);
    known.push({ ...second.contact, taken: [{ eenheid: 'KCC' }, { eenheid: 'BURG' }] });
    await answer({
      ...second,
      dossier: next.vervolg,
      contact: { ...second.contact, taken: [{ eenheid: 'KCC' }, { eenheid: 'BURG' }] },
    });
    await settle(vertrouwelijk);
  }
  // The last that is known of one counts.
  return [...new Map(known.map((one) => [one.uuid, one])).values()];

  async function answer({ dossier, contact }: Awaited<ReturnType<typeof ask>>) {
    place += 1;
    const word = `woord${String(place).padStart(3, '0')}x`;
    const done = await world.answerTaak({
      taak: dossier.uuid,
      medewerker: dirk,
      antwoord: `${word} antwoord`,
      kanaal: 'email',
    });
    if (done.kind !== 'answered') throw new Error(done.kind);
    if (done.antwoord.uuid !== answerUuid(`antwoord:${dossier.uuid}`))
      throw new Error('an answer has the id of its task');
    known.push({
      ...contact,
      uuid: done.antwoord.uuid,
      words: [word, ...contact.words],
      kanaal: world.settings.kanalen.email,
    });
  }

  /** At the counter, for somebody who is known: no task. */
  async function settle(vertrouwelijk: boolean) {
    place += 1;
    const word = `woord${String(place).padStart(3, '0')}x`;
    const body = {
      medewerker: 'anna',
      betrokkenen: [{ rol: 'klant', wasPartij: crypto.randomUUID(), volledigeNaam: `${word} Wit` }],
      onderwerpen: [
        {
          onderwerp: word,
          vraag: `${word} vraag`,
          antwoord: `${word} ja`,
          beantwoord: true,
          vertrouwelijk,
          zaak: word,
        },
      ],
    };
    const sent = await world.visitor().json('/formulieren/balie', body, { authorization: `Token ${TOKEN}` });
    const [made] = sent.json<{ klantcontacten: { uuid: string }[] }>().klantcontacten;
    known.push({
      uuid: made?.uuid ?? '',
      words: [word],
      kanaal: world.settings.kanalen.balie,
      vertrouwelijk,
      taken: [],
    });
  }
}
