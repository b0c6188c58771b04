import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGiveUpMail } from '#application/taken/give-up-mail.ts';
import { runCli } from '#main/cli/run-cli.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { anna } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let parked: ParkedWorld;
let world: TakenWorld;
beforeAll(async () => {
  parked = await createParkedWorld(stores);
  world = await createTakenWorld(stores, { accounts: infoAccount });
});
afterAll(async () => {
  await parked.close();
  await world.close();
});

async function trace(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const out = (line: string) => void lines.push(line);
  const terminal = { out, err: out, write: () => Promise.resolve(), isInteractive: false };
  expect(await runCli(['trace', ...args], { MONGODB_URI: stores.mongodbUri }, terminal)).toBe(0);
  return lines.join('\n');
}
const json = async (term: string) =>
  JSON.parse(await trace(term, '--json')) as { steps: Record<string, unknown>[]; mails: Record<string, unknown>[] };

describe('the trace of a message that people acted on', () => {
  it('says who did what, and why', async () => {
    const { uuid } = await parked.parkOne();
    const fresh = { bytes: Buffer.from('Hersteld'), bestandsnaam: 'hersteld.txt', mediaType: 'text/plain' };
    await parked.repair.replaceBytes(uuid, fresh, { door: 'anna', reden: 'kopregels hersteld' });
    await parked.release.discard(uuid, 'toch een lege pagina', 'bram');
    await parked.reopen(uuid, 'er stond wel iets op', 'dirk');
    await parked.release.retry(uuid, 'anna');
    const out = await trace(uuid);
    expect(out).toMatch(/bericht\s+Bestand vervangen\s+anna\s+kopregels hersteld$/m);
    expect(out).toMatch(/bericht\s+Weggelegd\s+bram\s+toch een lege pagina$/m);
    expect(out).toMatch(/bericht\s+Teruggehaald om te registreren\s+dirk\s+er stond wel iets op$/m);
    expect((await json(uuid)).steps).toContainEqual(
      expect.objectContaining({ step: 'weggelegd', detail: 'verworpen', by: 'bram', reason: 'toch een lege pagina' }),
    );
  });

  it('says in Dutch why it is not registered, with the code behind it', async () => {
    const { uuid } = await parked.parkOne();
    await parked.release.discard(uuid, 'reclame', 'bram');
    expect(await trace(uuid)).toMatch(
      /waarom\s+Door een collega weggelegd zonder te registreren\. Reden: reclame \(verworpen\)/,
    );
  });
});

describe('the trace of a question that was answered by mail', () => {
  const answer = async () => {
    const taak = await world.ask();
    const outcome = await world.answerTaak({ taak: taak.uuid, medewerker: anna, antwoord: 'Morgen weer.' });
    expect(outcome.kind).toBe('answered');
    const mail = await world.collection('uitgaand').findOne({ taak: taak.uuid });
    return { nummer: taak.nummer, mail: mail?._id ?? '' };
  };

  it('says that the answer waits, and since when it is gone', async () => {
    const { nummer, mail } = await answer();
    expect(await trace(nummer)).toMatch(
      /antwoord per e-mail\s+wacht op verzending sinds 2026-11-24 11:00:00, 0 pogingen/,
    );
    await world.outbox.markSent(mail, new Date('2026-11-24T10:00:05Z'));
    const out = await trace(nummer);
    expect(out).toMatch(/antwoord per e-mail\s+verzonden op 2026-11-24 11:00:05/);
    expect(out).toMatch(new RegExp(`11:00:05\\.000\\s+e-mail ${nummer}\\s+Antwoord gemaild`));
    expect(out).toMatch(/Beantwoord\s+anna\s+Beantwoord in klantcontact/);
    expect((await json(nummer)).mails).toMatchObject([{ state: 'verzonden', sent: '2026-11-24T10:00:05.000Z' }]);
  });

  it('says why it never left; to whom it went and what it said is nowhere', async () => {
    const { nummer, mail } = await answer();
    await createGiveUpMail(world)(mail, 'smtp-recipient-refused');
    const out = await trace(nummer);
    expect(out).toMatch(
      /antwoord per e-mail\s+niet verzonden, .*neemt voor dit adres geen e-mail aan\. \(smtp-recipient/,
    );
    expect(out).toContain('Verzending mislukt');
    for (const personal of ['j.jansen', 'Morgen weer'])
      expect(out + JSON.stringify(await json(nummer))).not.toContain(personal);
  });
});
