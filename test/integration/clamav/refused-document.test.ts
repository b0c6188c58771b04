import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeClamd, type FakeClamd } from '#test/support/clamav/fake-clamd.ts';
import { createScanningSpine, mailWith } from '#test/support/clamav/scanning-spine.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let clamd: FakeClamd;
let spine: Awaited<ReturnType<typeof createScanningSpine>>;
let place = 100;
beforeAll(async () => {
  [clamd, spine] = await Promise.all([startFakeClamd(), createScanningSpine(stores)]);
});
// What crashed it in the case before may have left it away.
beforeEach(() => eventually(() => clamd.isUp(), { what: 'the scanner is back' }));
afterAll(() => Promise.all([clamd.close(), spine.close()]));

const read = async (uuid: string) => (await spine.messages.find([uuid], { raw: false }))[0];
const mail = (text: string) =>
  mailWith((place += 1), [{ naam: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from(text) }]);
/** The job is tried again until all of these are done, as the queue does; answers how often. */
async function untilDone(register: ReturnType<typeof spine.registerWith>, uuids: readonly string[]) {
  let attempts = 0;
  await eventually(
    async () => {
      attempts += 1;
      await register('email', uuids).catch(() => undefined);
      const found = await spine.messages.find(uuids, { raw: false });
      return found.every(({ state }) => state !== 'open');
    },
    { what: 'every message at its end' },
  );
  return attempts;
}

describe('a document that the scanner cannot handle', () => {
  it.each(['crash', 'garbage', 'hang'])(
    'because of a %s each time is tried a few times and parked, and its neighbour is registered',
    async (act) => {
      const [bad, good] = [mail(`doe:${act}`), mail('Gewone vraag')];
      await spine.acceptMessages([bad, good]);
      const crashed = clamd.crashes();
      await untilDone(spine.registerWith(clamd.tcp, 'wachten', 300), [bad.uuid, good.uuid]);
      expect(await read(bad.uuid)).toMatchObject({ state: 'parked', reason: { code: 'virus-scan-refused' } });
      expect(await read(good.uuid)).toMatchObject({ state: 'registered' });
      expect(clamd.crashes() - crashed).toBeLessThanOrEqual(act === 'crash' ? 6 : 0);
    },
  );

  it.each(['crash', 'garbage', 'hang'])('because of a %s passes with a mark, where that is configured', async (act) => {
    const [bad, good] = [mail(`doe:${act}`), mail('Gewone vraag')];
    await spine.acceptMessages([bad, good]);
    await untilDone(spine.registerWith(clamd.tcp, 'doorlaten', 300), [bad.uuid, good.uuid]);
    expect([(await read(bad.uuid))?.state, (await read(good.uuid))?.state]).toEqual(['registered', 'registered']);
    const scans = (await spine.documentsOf(bad.uuid)).map(({ scan }) => (scan as { reden?: string }).reden);
    expect(scans).toContain('niet-te-scannen');
  });
});
