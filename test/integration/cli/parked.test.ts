import { readFile, stat, writeFile } from 'node:fs/promises';
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
    expect([code, /parked \(mail-empty/.test(out), /taak\s+20\d{8}\s+te_verwerken\s+KCC/.test(out)]).toEqual([
      0,
      true,
      true,
    ]);
  });

  it('exports the bytes as they were received, for this account only, and never over another file by itself', async () => {
    const file = join(await temporaryFolder(), 'bericht.eml');
    expect((await run('export', alias, file)).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('unreadable');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, 'iets anders');
    const refused = await run('export', alias, file);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('bestaat al')]);
    expect(await readFile(file, 'utf8')).toBe('iets anders');
    expect((await run('export', alias, file, '--force')).code).toBe(0);
    expect((await run('export', alias, '-')).out).toBe('unreadable');
  });

  it('offers one again: it is open without a job, its task is closed as hersteld, and a second time is refused', async () => {
    expect((await run('retry', alias)).code).toBe(0);
    const message = await messageOf();
    expect(message).toMatchObject({ state: 'open', attempts: 0 });
    expect([message?.jobId, message?.reason, message?.finishedAt]).toEqual([undefined, undefined, undefined]);
    expect(await taakOf()).toMatchObject({ status: 'verwerkt', afhandeling: 'hersteld' });
    const again = await run('retry', alias);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is niet geparkeerd (staat: open)')]);
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

  it('says so when there is no such message', async () => {
    const { code, err } = await run('retry', 'nooit-gezien');
    expect([code, err]).toEqual([1, 'Niets gevonden bij nooit-gezien.\n']);
  });
});
