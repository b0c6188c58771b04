import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseEmailKey, type PersonKey } from '#domain/records/person-key.ts';
import { erasePerson, planErasure } from '#infrastructure/mongo/records/erase-person.ts';
import { findPerson } from '#infrastructure/mongo/records/find-person.ts';
import { readPerson } from '#infrastructure/mongo/records/read-person.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { anna } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
let place = 0;
beforeAll(async () => {
  world = await createTakenWorld(stores, { accounts: infoAccount });
});
afterAll(() => world.close());

const find = (email: string) => findPerson(world.mongo.connection, world.documents, parseEmailKey(email) as PersonKey);
const planOf = (records: Awaited<ReturnType<typeof find>>) => planErasure(records, () => undefined);
const erase = (records: Awaited<ReturnType<typeof find>>) =>
  erasePerson(world.mongo, world.clock, records, planOf(records), { door: 'beheer', reden: 'verzoek' });

async function answered(kanaal: 'email' | 'balie', antwoord: string) {
  const email = `p${(place += 1)}.bakker@burger.example`;
  const { uuid, klantcontact = '' } = await world.ask({ email, onderwerp: `Vraag van ${email}` });
  await world.claimTaak({ taak: uuid, medewerker: anna });
  expect(await world.answerTaak({ taak: uuid, medewerker: anna, antwoord, kanaal })).toMatchObject({
    kind: 'answered',
  });
  return { email, taak: uuid, klantcontact };
}
const contactWith = (text: string) => world.collection('klantcontacten').findOne({ inhoud: { $regex: text } });

it('an answer that was given at the counter is exported and erased with its question, though no address stands in it', async () => {
  const { email } = await answered('balie', 'Beste J. Jansen, uw paspoort ligt klaar.');
  const other = await answered('balie', 'Beste buur, dat kan.');
  const records = await find(email);
  expect((await readPerson(world.mongo.connection, records)).gegevens['klantcontacten']).toHaveLength(2);
  await erase(records);
  expect(await contactWith('paspoort ligt klaar')).toBeNull();
  const left = await world.collection('klantcontacten').find({ onderwerp: 'Gewist op verzoek (AVG)' }).toArray();
  expect(left).toHaveLength(2);
  const betrokkenen = await world
    .collection('betrokkenen')
    .find({ hadKlantcontact: { $in: left.map(({ _id }) => _id) } })
    .toArray();
  expect(betrokkenen.map(({ contactnaam }) => contactnaam)).toEqual([undefined, undefined]);
  expect(await contactWith('Beste buur')).toMatchObject({ onderwerp: `Vraag van ${other.email}` });
});

it('an answer that is still on its way is not erased under it', async () => {
  const { email } = await answered('email', 'Uw afspraak is morgen.');
  const plan = planOf(await find(email));
  expect([plan.nogBezig, plan.anonimiseren.length, plan.vernietigen.length]).toEqual([2, 0, 0]);
  await erase(await find(email));
  expect(await world.collection('uitgaand').countDocuments({ aan: email, state: 'open' })).toBe(1);
  expect(await contactWith('afspraak is morgen')).not.toBeNull();
  await world.collection('uitgaand').updateOne({ aan: email }, { $set: { state: 'verzonden' } });
  await erase(await find(email));
  expect(await world.collection('uitgaand').countDocuments({ aan: email })).toBe(0);
  expect(await contactWith('afspraak is morgen')).toBeNull();
});

it('what somebody gets work on between showing and erasing stays', async () => {
  const { email, taak, klantcontact } = await answered('balie', 'Ja.');
  const shown = await find(email);
  await world.collection('taakdossiers').updateOne({ _id: taak }, { $set: { status: 'te_verwerken' } });
  await erase(shown);
  expect(await world.collection('klantcontacten').findOne({ _id: klantcontact })).toMatchObject({
    onderwerp: `Vraag van ${email}`,
  });
  const lines = await world.collection('audit').find({ handeling: 'gewist (AVG): geanonimiseerd' }).toArray();
  expect(JSON.stringify(lines)).not.toContain(klantcontact);
});
