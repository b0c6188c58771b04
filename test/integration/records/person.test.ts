import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { fillEveryChannel } from '#test/support/records/fill-every-channel.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { settings } from '#test/support/spine/register-settings.ts';
import { askQuestion } from '#test/support/taken/ask-question.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

// The command line is a process of its own each time: on a busy machine that adds up.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const stores = isolatedStores();
const EMAIL = 'k.devries@burger.example';
let whatsapp: Whatsapp;
const table = (name: string) => whatsapp.collection(name);
const run = async (command: string, ...args: string[]) => {
  const file = join(await temporaryFolder(), 'intake.yaml');
  await writeFile(
    file,
    'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen: [{ code: KCC, naam: KCC }]\nbewaren: { email: { klantcontactenDagen: 1825 } }\n',
  );
  return intake([command, ...args], { MONGODB_URI: stores.mongodbUri, INTAKE_CONFIG: file });
};
/** Where this text still is, in any collection and any file. */
async function whereIs(text: string): Promise<string[]> {
  const names = (await whatsapp.spine.mongo.connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const places: string[] = [];
  for (const { name } of names) {
    for await (const document of table(name).find({}, { raw: true })) {
      if (
        Buffer.from(document as unknown as Uint8Array)
          .toString('latin1')
          .includes(text)
      )
        places.push(name);
    }
  }
  return [...new Set(places)];
}
const ask = (op: string, onderwerp: string) =>
  askQuestion(whatsapp.spine.register, settings, (message) => whatsapp.messages.accept([message], undefined), {
    email: EMAIL,
    op: new Date(op),
    onderwerp,
  });
const close = (uuid: string) =>
  table('taakdossiers').updateOne({ _id: uuid as never }, { $set: { status: 'verwerkt' } });

beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  await fillEveryChannel(whatsapp);
  const [old, young, open] = [
    await ask('2019-05-01', 'Oude vraag'),
    await ask('2026-11-20', 'Vraag over <b>bezwaar</b>'),
    await ask('2026-11-22', 'Loopt nog'),
  ];
  for (const { uuid } of [old, young]) await close(uuid);
  await table('taakdossiers').updateOne({ _id: young.uuid as never }, {
    $push: { verloop: { op: new Date(), door: 'anna', soort: 'afgesloten', toelichting: 'Gebeld met K. de Vries' } },
  } as never);
  await table('uitgaand').insertOne({
    _id: 'e3b0a9a2-6f6e-5c1e-9c53-0f1f4f4f4f4f' as never,
    soort: 'antwoord',
    aan: EMAIL.toUpperCase(),
    tekst: 'Geachte heer',
    messageId: 'e3@voorbeeldstad.example',
    state: 'verzonden',
    taak: young.uuid,
  });
  const aside = { ...newMessage(`From: K <${EMAIL}>\n\naside`, 400) };
  await whatsapp.spine.acceptMessages([aside]);
  await whatsapp.messages.setAside(aside.uuid, { code: 'bounce' }, new Date());
  expect(open.status).toBe('te_verwerken');
});
afterAll(() => whatsapp.close());

it('everything of one address is exported as data, files and a page in which nothing runs', async () => {
  const folder = join(await temporaryFolder(), 'inzage');
  const { code, out, err } = await run('export-person', '--email', EMAIL.toUpperCase(), '--out', folder);
  expect([code, out], err).toEqual([0, expect.stringContaining('3 klantcontacten, 4 berichten en 4 bestanden')]);
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder, 'gegevens', `${name}.json`), 'utf8')) as object[];
  expect(await read('digitaleadressen')).toHaveLength(3);
  expect(await read('uitgaand')).toMatchObject([{ tekst: 'Geachte heer' }]);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  expect(page).toContain('Vraag over &#60;b&#62;bezwaar');
  expect(page).not.toContain('<b>');
  expect((await readdir(join(folder, 'bestanden'))).length).toBe(4);
  expect((await run('export-person', '--email', EMAIL, '--out', folder)).code).toBe(1);
});

it('a telephone number is found however it is written, with its conversation and its deliveries', async () => {
  const folder = join(await temporaryFolder(), 'inzage');
  const { code, out, err } = await run('export-person', '--telefoon', '06-123 456 78', '--out', folder);
  expect([code, out], err).toEqual([0, expect.stringContaining('2 klantcontacten, 2 berichten')]);
  const gesprekken = JSON.parse(await readFile(join(folder, 'gegevens', 'gesprekken.json'), 'utf8')) as object[];
  expect(gesprekken).toMatchObject([{ sender: '31612345678' }]);
});

it('erasing shows first, asks for the code of what it showed, and leaves nothing of the person but open work', async () => {
  const args = ['--email', EMAIL, '--reden', 'verzoek 2026-017'];
  const shown = await run('erase-person', ...args);
  expect(shown.code, shown.err).toBe(0);
  expect(shown.out).toMatch(
    /te vernietigen \(bewaartermijn voorbij\)\s+1\n.*anonimiseren\s+1\nlosse berichten te vernietigen\s+1\n/,
  );
  const [, code = ''] = /--bevestig (\w{8})/.exec(shown.out) ?? [];
  expect((await run('erase-person', ...args, '--bevestig', 'deadbeef')).code).toBe(1);
  expect(await whereIs('Oude vraag')).toContain('klantcontacten');

  const done = await run('erase-person', ...args, '--bevestig', code);
  expect(done.code, done.err).toBe(1);
  expect(done.out).toContain('BLIJFT: er zijn open taken');
  for (const gone of ['Oude vraag', 'bezwaar', 'Gebeld met']) expect(await whereIs(gone), gone).toEqual([]);
  const left = await table('klantcontacten').findOne({ onderwerp: 'Gewist op verzoek (AVG)' });
  expect(left).toMatchObject({ kanaal: 'e-mail', plaatsgevondenOp: new Date('2026-11-20') });
  expect(left).not.toHaveProperty('inhoud');

  const open = await table('taakdossiers').findOne({ onderwerp: 'Loopt nog' });
  await close(String(open?._id));
  const again = await run('erase-person', ...args);
  const [, next = ''] = /--bevestig (\w{8})/.exec(again.out) ?? [];
  const last = await run('erase-person', ...args, '--bevestig', next);
  expect([last.code, last.out], last.err).toEqual([0, expect.stringContaining('Verklaring van vernietiging')]);
  for (const gone of [EMAIL, EMAIL.toUpperCase(), 'Geachte heer']) expect(await whereIs(gone), gone).toEqual([]);
  const report = await table('vernietigingen').findOne({ reden: 'verzoek 2026-017' });
  expect(report).toMatchObject({
    soort: 'avg-verzoek',
    tellingen: { vernietigd: { klantcontacten: 1 }, geanonimiseerd: { klantcontacten: 1 } },
  });
  expect(await table('audit').countDocuments({ handeling: 'gewist (AVG): geanonimiseerd' })).toBe(2);
  expect((await run('erase-person', '--email', 'niemand@nergens.example', '--reden', 'x')).code).toBe(0);
  expect((await run('erase-person', '--email', 'geen adres', '--reden', 'x')).code).toBe(64);
});

it('a conversation that a killed process left empty goes with whose number stands in it', async () => {
  const gesprek = { state: 'open', phoneNumberId: '1', sender: '31600000099', messages: [] };
  const at = new Date();
  await table('conversations').insertOne({ _id: 'leeg' as never, ...gesprek, firstReceivedAt: at, lastReceivedAt: at });
  await table('openconversations').insertOne({ _id: '["1","31600000099"]' as never, conversation: 'leeg' });
  const args = ['--telefoon', '0600000099', '--reden', 'verzoek 2026-018'];
  const [, code = ''] = /--bevestig (\w{8})/.exec((await run('erase-person', ...args)).out) ?? [];
  const { code: exit, err } = await run('erase-person', ...args, '--bevestig', code);
  expect([exit, await whereIs('31600000099')], err).toEqual([0, []]);
});
