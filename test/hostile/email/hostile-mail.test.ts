import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { createHostileWorld, LIMITS, type Ending } from '#test/support/hostile/create-hostile-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { BODY_BOMBS } from './bombs/body-bombs.ts';
import { numbered, type Bomb } from './bombs/bomb.ts';
import { HEADER_BOMBS } from './bombs/header-bombs.ts';
import { HTML_BOMBS } from './bombs/html-bombs.ts';
import { STRUCTURE_BOMBS } from './bombs/structure-bombs.ts';

/** From raw bytes as fetched to the database, through the real reader process. */
const stores = isolatedStores();
const config = emailConfigSchema.parse({
  mailboxes: [{ naam: 'info', imap: { host: '127.0.0.1', user: 'info@voorbeeldstad.example', password: 'x' } }],
});
const place = { mailbox: 'info', folder: 'INBOX', uidValidity: '1' };
/** Milliseconds that our own event loop may stand still for one mail, by the clock of a busy machine. */
const STALL = 1_000;

let world: Awaited<ReturnType<typeof createHostileWorld>>;
let uid = 0;
beforeAll(async () => {
  world = await createHostileWorld(stores, { email: emailNormaliseUnit(config) });
});
afterAll(() => world.close());

function accepted(raw: Buffer) {
  uid += 1;
  return toNewMessage(place, { uid, raw: numbered(raw, uid), internalDate: undefined }, new Date());
}

/** With HOSTILE_REPORT=1 in the environment: what each of them cost. */
function report(naam: string, { ms, readerMb, stallMs }: Ending) {
  const figures = [ms, readerMb, stallMs].map((figure) => String(Math.round(figure)).padStart(6));
  process.stderr.write(`${figures[0]} ms ${figures[1]} MB stall ${figures[2]} ms  ${naam}\n`);
}

async function expectEnding({ naam, build, ends, mostMs = LIMITS.ms }: Bomb) {
  const ending = await world.offer(await accepted(build()), { sameReader: true });
  if (process.env['HOSTILE_REPORT'] !== undefined) report(naam, ending);
  expect({ naam, ends: ending.state === 'registered' ? 'registered' : ending.code }).toEqual({ naam, ends });
  expect(ending.klantcontacten).toBe(ends === 'registered' ? 1 : 0);
  expect(ending.ms).toBeLessThan(mostMs);
  expect(ending.readerMb).toBeLessThan(LIMITS.readerMb);
  expect(ending.stallMs).toBeLessThan(STALL);
}

describe.each([
  ['the structure', STRUCTURE_BOMBS],
  ['the header', HEADER_BOMBS],
  ['the text', BODY_BOMBS],
  ['the page', HTML_BOMBS],
])('a mail whose attack is %s ends registered or parked, quickly and in little memory', (_, bombs) => {
  it.each(bombs.map((bomb) => [bomb.naam, bomb] as const))('%s', async (_naam, bomb) => {
    await expectEnding(bomb);
  });
});
