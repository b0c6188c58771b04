import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { tellSecrets, type Secret } from '#test/support/inzage/tell-secret.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { workers: false });
});
afterAll(() => world.close());

async function tell(secret: Secret) {
  const [unit] = await tellSecrets(world, [secret]);
  if (unit === undefined) throw new Error('a secret is a klantcontact');
  return { ...unit.klantcontact, taak: unit.dossiers[0]?.nummer ?? '', bijlage: unit.bijlagen[0]?.uuid ?? '' };
}
const klantcontactenIn = (line: HttpWorld['lines'][number] | undefined) =>
  line?.objecten.filter(({ soort }) => soort === 'klantcontact').map(({ uuid }) => uuid);

test('a mail that names the klantcontact of another unit shows its colleague where that lies, and no word of it', async () => {
  const ander = await tell({ geheim: 'afvalgeheim', eenheid: 'AFVAL' });
  const eigen = await tell({ geheim: 'burgwoord', eenheid: 'BURG', antwoordOp: [ander.uuid] });
  const page = await (await world.as('carla')).get(`/taken/${eigen.taak}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('burgwoord in de tekst');
  expect(page.text).toMatch(new RegExp(`Klantcontact ${ander.nummer} van \\d+ \\w+ \\d{4}, ligt bij Afval en milieu`));
  expect(page.text).not.toContain('afvalgeheim');
  expect(klantcontactenIn(world.lines.at(-1))).toEqual([eigen.uuid]);
});

test('nor does the unit whose klantcontact was named read what a stranger tied to it', async () => {
  const eigen = await tell({ geheim: 'burgvraag', eenheid: 'BURG' });
  await tell({ geheim: 'vreemdwoord', eenheid: 'AFVAL', antwoordOp: [eigen.uuid] });
  const { text } = await (await world.as('carla')).get(`/taken/${eigen.taak}`);
  expect(text).toContain('Reacties hierop');
  expect(text).toContain('ligt bij Afval en milieu');
  expect(text).not.toContain('vreemdwoord');
});

test('what one may read oneself is shown, and each of it is in the line', async () => {
  const vraag = await tell({ geheim: 'eerstevraag', eenheid: 'BURG' });
  const reactie = await tell({ geheim: 'tweedevraag', eenheid: 'BURG', antwoordOp: [vraag.uuid] });
  const { text } = await (await world.as('carla')).get(`/taken/${reactie.taak}`);
  expect(text).toContain('eerstevraag in de tekst');
  expect(klantcontactenIn(world.lines.at(-1))?.toSorted()).toEqual([vraag.uuid, reactie.uuid].toSorted());
});

test('an answer of ours is for who may read its question: its text and its document', async () => {
  const vraag = await tell({ geheim: 'akte', eenheid: 'BURG' });
  const carla = await world.as('carla');
  const antwoord = `antwoordwoord ${'lang '.repeat(1_000)}`;
  const done = await carla.submit(`/taken/${vraag.taak}`, `/taken/${vraag.taak}/beantwoorden`, {
    antwoord,
    kanaal: 'telefoon',
  });
  expect(done.status).toBe(303);
  const { text } = await carla.get(`/taken/${vraag.taak}`);
  expect(text).toContain('Reacties hierop');
  expect(text).toContain('antwoordwoord');
  const answer = await world.collection('klantcontacten').findOne({ inhoud: /^antwoordwoord/ });
  const file = await world.collection('bijlagen').findOne({ wasBijlageVanKlantcontact: answer?._id });
  expect((await carla.get(`/bijlagen/${file?._id ?? ''}`)).text).toContain('antwoordwoord');
  expect((await (await world.as('anna')).get(`/bijlagen/${file?._id ?? ''}`)).status).toBe(403);

  // A mail to another unit that is tied to the answer opens neither.
  const vreemd = await tell({ geheim: 'vreemd', eenheid: 'KCC', antwoordOp: [answer?._id ?? ''] });
  const page = await (await world.as('anna')).get(`/taken/${vreemd.taak}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('ligt bij Burgerzaken');
  expect(page.text).not.toContain('antwoordwoord');
});

test('a mail without a task that is tied to a question does not pass for its answer', async () => {
  const vraag = await tell({ geheim: 'nogeenvraag', eenheid: 'BURG' });
  const los = await tell({ geheim: 'zonder-taak', eenheid: 'KCC', antwoordOp: [vraag.uuid], opvolging: false });
  const carla = await world.as('carla');
  expect((await carla.get(`/taken/${vraag.taak}`)).text).not.toContain('zonder-taak');
  expect((await carla.get(`/bijlagen/${los.bijlage}`)).status).toBe(403);
  expect((await (await world.as('anna')).get(`/bijlagen/${los.bijlage}`)).status).toBe(200);
});

test('a form with subjects for two units is read whole by neither', async () => {
  const [eigen, ander] = await tellSecrets(world, [
    { geheim: 'deel-een', eenheid: 'BURG', kanaal: 'webformulier' },
    { geheim: 'deel-twee', eenheid: 'AFVAL', kanaal: 'webformulier' },
  ]);
  const [dossier] = eigen?.dossiers ?? [];
  const path = `/taken/${dossier?.nummer ?? ''}/berichten/${dossier?.messages[0] ?? ''}`;
  const carla = await world.as('carla');
  expect((await carla.get(`/taken/${dossier?.nummer ?? ''}`)).status).toBe(200);
  for (const query of ['', '?weergave=tekst']) {
    const answer = await carla.get(`${path}${query}`);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('deel-twee');
  }
  const whole = await (await world.as('dirk')).get(path);
  expect(whole.text).toContain('deel-twee');
  const wanted = [eigen?.klantcontact.uuid, ander?.klantcontact.uuid].toSorted();
  expect(klantcontactenIn(world.lines.at(-1))?.toSorted()).toEqual(wanted);
});
