import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
let place = 0;
let alias = '';
let uuid = '';
const run = (...args: string[]) => intake(['parked', ...args], { MONGODB_URI: stores.mongodbUri });
const taakOf = () => createTaakRepository(spine.mongo).find(deterministicUuid(`message:${uuid}`, 'herstel-taak'));
const messageOf = async () => (await spine.messages.find([uuid], { raw: false }))[0];

beforeAll(async () => {
  spine = await createSpine(stores);
});
beforeEach(async () => {
  place += 1;
  const message = newMessage('unreadable', place);
  alias = `${place}@voorbeeld.example`;
  uuid = message.uuid;
  await spine.acceptMessages([message]);
  await spine.registerMessages('email', [uuid]);
});
afterAll(() => spine.close());

describe('intake parked', () => {
  it('lists what is parked, with the reason, and nothing else', async () => {
    await spine.acceptMessages([newMessage('Gewoon bericht', 900)]);
    const { lines, code } = await run('list');
    expect([code, lines.length]).toEqual([0, place]);
    expect(lines[0]).toContain('mail-empty');
    expect((await run('list', '--json')).lines.length).toBe(place);
  });

  it('shows one with its task', async () => {
    const { out, code } = await run('show', alias);
    expect(code).toBe(0);
    expect(out).toMatch(/staat\s+geparkeerd \(parked\)/);
    expect(out).toMatch(/waarom\s+De e-mail is leeg\. \(mail-empty\)/);
    expect(out).toMatch(/taak\s+20\d{8}\s+te verwerken\s+KCC/);
  });

  it('puts in the audit log who looked at a message, and who took its bytes along', async () => {
    const folder = await temporaryFolder();
    await run('show', alias, '--text');
    await run('export', alias, join(folder, 'bericht.eml'));
    await run('export', join(folder, 'map'));
    const audit = spine.mongo.connection.collection('audit');
    const lines = await audit.find({ 'objecten.uuid': uuid, door: /^opdrachtregel:/ }).toArray();
    expect(lines.map(({ handeling }) => String(handeling)).sort()).toEqual([
      'bericht bekeken',
      'bericht uitgevoerd',
      'bericht uitgevoerd',
    ]);
  });

  it('exports the bytes as they were received, for this account only, and never over another file by itself', async () => {
    const file = join(await temporaryFolder(), 'bericht.eml');
    expect((await run('export', alias, file)).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('unreadable');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, 'iets anders');
    const refused = await run('export', alias, file);
    expect([refused.code, refused.err]).toEqual([
      1,
      `${file} bestaat al. Overschrijf het met: npm run --silent intake -- parked export ${alias} ${file} --force\n`,
    ]);
    expect(await readFile(file, 'utf8')).toBe('iets anders');
    expect((await run('export', alias, file, '--force')).code).toBe(0);
    expect((await run('export', alias, '-')).out).toBe('unreadable');
  });

  it('says what to type when it is pointed at a folder that is there', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'iets.txt'), 'iets');
    const { code, err } = await run('export', alias, folder, '--force');
    const typed = `npm run --silent intake -- parked export ${alias} ${join(folder, `bericht-${uuid}.eml`)}`;
    expect([code, err]).toEqual([1, `${folder} is een map. Noem een bestand daarin, bijvoorbeeld: ${typed}\n`]);
    expect((await run('export', alias, typed.split(' ').at(-1) ?? '')).code).toBe(0);
    const asFolder = await run('export', join(folder, 'iets.txt'));
    expect([asFolder.code, asFolder.err]).toEqual([1, expect.stringContaining('parked export ./geparkeerd')]);
  });

  it('offers one again: it is open without a job, its task is closed as hersteld, and a second time is refused', async () => {
    expect((await run('retry', alias)).code).toBe(0);
    const message = await messageOf();
    expect(message).toMatchObject({ state: 'open', attempts: 0 });
    expect([message?.jobId, message?.reason, message?.finishedAt]).toEqual([undefined, undefined, undefined]);
    expect(await taakOf()).toMatchObject({ status: 'verwerkt', afhandeling: 'hersteld' });
    const again = await run('retry', alias);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is niet geparkeerd (staat: onderweg)')]);
  });

  it('that is still unreadable after that is parked again, with its one task open again', async () => {
    await run('retry', alias);
    await spine.registerMessages('email', [uuid]);
    expect(await messageOf()).toMatchObject({ state: 'parked', reason: { code: 'mail-empty' } });
    const taak = await taakOf();
    expect([taak?.status, taak?.afhandeling, taak?.afgehandeldOp]).toEqual(['te_verwerken', undefined, undefined]);
  });

  it('lays one aside for good, and only with a reason', async () => {
    expect((await run('discard', alias)).code).toBe(64);
    expect((await run('discard', alias, '--reason', ' ')).code).toBe(64);
    expect((await messageOf())?.state).toBe('parked');
    expect((await run('discard', alias, '--reason', 'lege pagina')).code).toBe(0);
    expect(await messageOf()).toMatchObject({ state: 'aside', reason: { code: 'verworpen', detail: 'lege pagina' } });
    expect(await taakOf()).toMatchObject({ status: 'verwerkt', afhandeling: 'afgesloten' });
  });

  it('brings back what was discarded, and only with a reason', async () => {
    expect((await run('reopen', alias, '--reason', 'x')).err).toContain('is niet apart gehouden (staat: geparkeerd)');
    await run('discard', alias, '--reason', 'lege pagina');
    expect((await run('reopen', alias)).code).toBe(64);
    expect((await run('reopen', alias, '--reason', ' ')).code).toBe(64);
    const { code, out } = await run('reopen', alias, '--reason', 'vergissing');
    expect([code, out]).toEqual([0, expect.stringContaining('Teruggehaald')]);
    expect(await messageOf()).toMatchObject({ state: 'open', herstel: { wijzigingen: [{}, { reden: 'vergissing' }] } });
  });

  it('says so when there is no such message', async () => {
    const { code, err } = await run('retry', 'nooit-gezien');
    expect([code, err]).toEqual([1, 'Niets gevonden bij nooit-gezien.\n']);
  });

  it('says why in Dutch, and shows the contents as text that no terminal obeys', async () => {
    await spine.messages.find([uuid], { raw: false });
    const { out } = await run('show', alias, '--text');
    expect(out).toContain('De e-mail is leeg.');
    expect(out).toContain('unreadable');
  });

  it('reads a repaired file in its place, and the fields that were filled in', async () => {
    const file = join(await temporaryFolder(), 'hersteld.eml');
    await writeFile(file, 'Nu te lezen');
    expect((await run('replace', alias, file)).code).toBe(64);
    expect((await run('replace', alias, file, '--reason', 'opnieuw gestuurd')).code).toBe(0);
    expect((await run('correct', alias, '--emailadres', 'geen adres')).code).toBe(64);
    expect((await run('correct', alias, '--naam', 'Piet Bakker', '--plaatsgevonden-op', '2026-11-19 09:00')).code).toBe(
      0,
    );
    const { out } = await run('show', alias);
    expect(out).toMatch(/Bestand vervangen\s+opdrachtregel:.*opnieuw gestuurd/);
    expect((await run('retry', alias)).code).toBe(0);
    await spine.registerMessages('email', [uuid]);
    const [klantcontact] = (await messageOf())?.klantcontacten ?? [];
    const stored = await spine.collection('klantcontacten').findOne({ _id: klantcontact?.uuid as never });
    expect(stored).toMatchObject({ onderwerp: 'Nu te lezen', plaatsgevondenOp: new Date('2026-11-19T08:00:00Z') });
  });

  it('registers by hand what never becomes readable', async () => {
    expect((await run('register', alias, '--naam', 'Piet')).code).toBe(1);
    expect((await run('register', alias, '--onderwerp', 'Bezwaar', '--naam', 'Piet Bakker')).code).toBe(0);
    await spine.registerMessages('email', [uuid]);
    expect((await messageOf())?.state).toBe('registered');
  });

  it('writes everything into a folder, and takes a repaired file in again under the same key', async () => {
    const folder = join(await temporaryFolder(), 'geparkeerd');
    expect((await run('export', folder)).code).toBe(0);
    expect((await stat(join(folder, `${uuid}.json`))).mode & 0o777).toBe(0o600);
    expect((await run('import', folder)).out).toContain(`${(await messageOf())?.key ?? ''}: ongewijzigd`);
    await writeFile(join(folder, `${uuid}.hersteld.eml`), 'Buiten hersteld');
    const imported = await run('import', folder, '--retry');
    expect(imported.lines).toContain(`${(await messageOf())?.key ?? ''}: hersteld bestand ingelezen`);
    await spine.registerMessages('email', [uuid]);
    const again = await run('import', folder, '--retry');
    expect(again.out).toContain('is hier al afgehandeld');
    expect((await messageOf())?.klantcontacten).toHaveLength(1);
    const names = await readdir(folder);
    await writeFile(join(folder, `${uuid}.ontvangen.eml`), 'veranderd');
    const refused = await run('import', folder);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('ontbreekt of is veranderd')]);
    expect((await readdir(folder)).length).toBe(names.length);
  });

  it('takes in no copy that names the task, the contact, the message or the file of another', async () => {
    const folder = join(await temporaryFolder(), 'geparkeerd');
    const fixed = join(await temporaryFolder(), 'hersteld.eml');
    await writeFile(fixed, 'Hersteld');
    expect((await run('replace', alias, fixed, '--reason', 'opnieuw')).code).toBe(0);
    await run('export', folder);
    for (const name of ['messages', 'taakdossiers']) await spine.collection(name).deleteMany({});
    const file = join(folder, `${uuid}.json`);
    const text = await readFile(file, 'utf8');
    const other = deterministicUuid('een ander', 'message');
    const [vervanging = ''] = /[0-9a-f-]{36}(?=",\s*"bestandsnaam)/.exec(text) ?? [];
    expect(vervanging).toHaveLength(36);
    const taak = deterministicUuid(`message:${uuid}`, 'herstel-taak');
    for (const changed of [
      text.replaceAll(taak, other),
      text.replaceAll(`"messages": [\n      "${uuid}"`, `"messages": [\n      "${uuid}", "${other}"`),
      text.replaceAll('"klantcontacten": []', `"klantcontacten": [{ "uuid": "${other}", "nummer": "1" }]`),
      text.replaceAll(vervanging, other),
    ]) {
      expect(changed).not.toBe(text);
      await writeFile(file, changed);
      const { code, err } = await run('import', folder);
      expect([code, err]).toEqual([1, expect.stringContaining(`${uuid}.json: `)]);
      expect(await messageOf()).toBeUndefined();
    }
    await writeFile(file, text);
    expect((await run('import', folder)).code).toBe(0);
    expect(await messageOf()).toMatchObject({ state: 'parked' });
  });

  it('puts one back that is not known here, parked and with a task', async () => {
    const folder = join(await temporaryFolder(), 'geparkeerd');
    await run('export', folder);
    const before = await messageOf();
    for (const name of ['messages', 'taakdossiers']) await spine.collection(name).deleteMany({});
    expect((await run('import', folder)).out).toContain(`${before?.key ?? ''}: teruggezet als geparkeerd`);
    expect(await messageOf()).toMatchObject({
      state: 'parked',
      reason: before?.reason,
      receivedAt: before?.receivedAt,
    });
    expect(Buffer.from(await spine.messages.readRaw(uuid)).toString()).toBe('unreadable');
    const taak = await taakOf();
    expect([taak?.status, taak?.nummer]).toEqual(['te_verwerken', (await messageOf())?.internetaken[0]?.nummer]);
    expect((await run('import', folder)).out).toContain('ongewijzigd');
  });
});
