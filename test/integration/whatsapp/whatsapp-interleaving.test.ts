import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let whatsapp: Whatsapp;
let run = 0;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());

const COUNT = 5;
const places = Array.from({ length: COUNT }, (_, place) => place);
/** A delivery holds some of the messages, in any order; a message may be in any number of deliveries. */
const delivery = fc.record({
  kind: fc.constant('deliver' as const),
  places: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1 }),
});
const step = fc.oneof(
  { weight: 4, arbitrary: delivery },
  { weight: 2, arbitrary: fc.constant({ kind: 'work' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'work-twice' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'finish' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lose-jobs' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(steps: readonly Step[]) {
  run += 1;
  const from = `3161${String(run).padStart(7, '0')}`;
  const base = Math.floor(whatsapp.clock.at / 1_000);
  const message = (place: number) => text(`wamid.${run}.${place}`, base + place, `regel ${place}`, from);
  const deliver = async (some: readonly number[]) => {
    expect(await whatsapp.receive(payloadOf(some.map(message), { from }))).toEqual({ status: 200 });
  };
  for (const one of steps) {
    if (one.kind === 'deliver') await deliver(one.places);
    else if (one.kind === 'work') await whatsapp.runJobs(whatsapp.clock.at);
    else if (one.kind === 'work-twice') await workTwice();
    else if (one.kind === 'lose-jobs') whatsapp.jobs.length = 0;
    else
      for (const { uuid } of await whatsapp.conversations.listOpen(10))
        await whatsapp.finishConversation.finishNow(uuid);
  }
  await deliver(places);
  await whatsapp.reconcile();
  await whatsapp.runJobs();
  return registered(from);
}

/** Every job by two workers at once. */
async function workTwice() {
  const due = whatsapp.jobs.splice(0).filter(({ at }) => at <= whatsapp.clock.at);
  for (const { name, data } of due) {
    const worker = whatsapp.workers.find(({ job }) => job === name);
    await Promise.all([worker?.handle(data as never), worker?.handle(data as never)]);
  }
}

async function registered(from: string) {
  const adressen = await whatsapp
    .collection('digitaleadressen')
    .find({ adres: `+${from}` })
    .toArray();
  const betrokkenen = await whatsapp
    .collection('betrokkenen')
    .find({ _id: { $in: adressen.map((one) => one['verstrektDoorBetrokkene'] as never) } })
    .toArray();
  const uuids = betrokkenen.map((one) => one['hadKlantcontact'] as never);
  return whatsapp
    .collection('klantcontacten')
    .find({ _id: { $in: uuids } })
    .toArray();
}
const linesOf = (klantcontact: Record<string, unknown>) => String(klantcontact['inhoud']).split('\n');

describe('whatever the order, the repeats, the lost jobs and the moments of finishing', () => {
  it('every message is in exactly one klantcontact, in the order of sending', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const contacts = await play(steps);
        expect(contacts.flatMap(linesOf).sort()).toEqual(places.map((place) => `regel ${place}`));
        for (const contact of contacts) {
          const lines = linesOf(contact);
          expect(lines).toEqual([...lines].sort());
          const last = Number(lines.at(-1)?.split(' ')[1]);
          expect((contact['plaatsgevondenOp'] as Date).getTime() % 1_000).toBe(0);
          expect(last).toBe(Math.max(...lines.map((line) => Number(line.split(' ')[1]))));
        }
        if (!steps.some(({ kind }) => kind === 'finish')) expect(contacts).toHaveLength(1);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
