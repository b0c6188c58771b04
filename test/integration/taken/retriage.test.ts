import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuleTriage } from '#application/rule-triage.ts';
import { createRetriageTaak } from '#application/taken/retriage-taak.ts';
import { configuredActors } from '#domain/actor/configured-actors.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage, silentLog } from '#test/support/spine/create-spine.ts';
import { settings } from '#test/support/spine/register-settings.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
beforeAll(async () => {
  spine = await createSpine(stores);
  const eenheden = ['KCC', 'AFVAL'].map((code) => ({ code, naam: code }));
  await spine.register.saveActoren(configuredActors(eenheden, []));
});
afterAll(() => spine.close());

const rules = [{ naam: 'afval', naar: 'AFVAL', als: { woorden: ['container*'] } }];

async function arrange(text: string, place: number) {
  const taken = createTaakRepository(spine.mongo);
  const retriageTaak = createRetriageTaak({
    ...spine,
    taken,
    settings,
    triage: createRuleTriage(rules),
    findMedewerker: () => undefined,
    clock: { now: () => new Date() },
    log: silentLog,
  });
  const message = newMessage(text, place);
  await spine.acceptMessages([message]);
  await spine.registerMessages('email', [message.uuid]);
  const [registered] = await spine.messages.find([message.uuid], { raw: false });
  return { taken, retriageTaak, uuid: registered?.internetaken[0]?.uuid ?? '' };
}

describe('triage asked again', () => {
  it('passes a waiting KCC task on when a rule routes it now, and the history says which', async () => {
    const { taken, retriageTaak, uuid } = await arrange('Mijn container is kapot', 1);
    await retriageTaak(uuid);
    await retriageTaak(uuid);
    const old = await taken.find(uuid);
    expect(old).toMatchObject({ status: 'verwerkt', afhandeling: 'doorgezet' });
    expect(old?.verloop.at(-1)).toMatchObject({ door: 'triage', toelichting: 'Doorgezet naar AFVAL: regel: afval.' });
    const vervolg = await taken.find(old?.vervolg?.uuid ?? '');
    expect(vervolg).toMatchObject({ eenheid: 'AFVAL', routering: { regel: 'afval' }, melden: true });
    expect(vervolg?.gevraagdeHandeling).toBe(old?.gevraagdeHandeling);
  });

  it('leaves a task alone that no rule knows, or that somebody has', async () => {
    const { taken, retriageTaak, uuid } = await arrange('Vraag over parkeren', 2);
    await retriageTaak(uuid);
    expect(await taken.find(uuid)).toMatchObject({ status: 'te_verwerken' });
    const other = await arrange('Nog een container', 3);
    await taken.change(other.uuid, (taak) => ({
      outcome: true,
      change: { taak: { ...taak, dossier: { ...taak.dossier, behandelaar: 'anna' } } },
    }));
    await other.retriageTaak(other.uuid);
    expect(await taken.find(other.uuid)).toMatchObject({ status: 'te_verwerken', behandelaar: 'anna' });
  });
});
