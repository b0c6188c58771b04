import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { login, openBrowser, openPage } from '#test/support/browser/open-browser.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
let browser: Browser;
let place = 0;
beforeAll(async () => {
  browser = await openBrowser();
  world = await createHttpWorld(stores, { workers: false });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

async function parkOne(text: string) {
  place += 1;
  const message = newMessage(text, place);
  await world.messages.accept([message], undefined);
  await world.parkMessage(message.uuid, { code: 'mail-unreadable' });
  return message.uuid;
}
const messageOf = async (uuid: string) => (await world.messages.find([uuid], { raw: false }))[0];

test('a colleague comes from the task to the message, replaces the file and offers it again', async () => {
  const uuid = await parkOne('From: iemand\n\nBeschadigd');
  const nummer = (await messageOf(uuid))?.internetaken[0]?.nummer ?? '';
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.goto(`/taken/${nummer}`);
  await page.getByRole('link', { name: 'Bekijken en herstellen' }).click();
  await page.getByText('De opbouw van de e-mail is zo beschadigd').first().waitFor();
  await page.locator('summary', { hasText: 'Bestand vervangen' }).click();
  await page.getByLabel('Wat is er aan het bestand hersteld?').fill('Kopregels hersteld');
  const file = { name: 'hersteld.eml', mimeType: 'message/rfc822', buffer: Buffer.from('Subject: heel\n\nHeel') };
  await page.getByLabel('Hersteld bestand').setInputFiles(file);
  await page.getByRole('button', { name: 'Bestand vervangen' }).click();
  await page.getByRole('status').waitFor();
  expect(await page.locator('main').innerText()).toContain('Kopregels hersteld');
  await page.getByRole('button', { name: 'Opnieuw aanbieden' }).click();
  await page.getByText('Dit bericht is niet meer geparkeerd.').waitFor();
  expect(await messageOf(uuid)).toMatchObject({
    state: 'open',
    herstel: { vervangingen: [{ bestandsnaam: 'hersteld.eml' }] },
  });
  expect(trouble).toEqual([]);
});

test('a message full of script is read without anything running or being fetched', async () => {
  const attack =
    '<script>alert(1)</script><img src="http://elders.example/p.png" onerror=alert(2)><svg onload=alert(3)>';
  const uuid = await parkOne(`Subject: ${attack}\n\n${attack}`);
  const { page, trouble } = await openPage(browser, world.address, { width: 390, height: 800 });
  await login(page, 'dirk', PASSWORD);
  await page.goto(`/beheer/geparkeerd/${uuid}`);
  expect(await page.locator('main :is(script, img, svg)').count()).toBe(0);
  expect(await page.locator('main').innerText()).toContain('onerror=alert(2)');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(trouble).toEqual([]);
});

test('what never becomes readable is registered with what a colleague typed', async () => {
  const uuid = await parkOne('Onleesbaar');
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.goto(`/beheer/geparkeerd/${uuid}`);
  await page.locator('summary', { hasText: 'Velden invullen' }).click();
  for (const control of await page.locator('main :is(input:not([type=hidden]), textarea)').all()) {
    const id = await control.getAttribute('id');
    expect(await page.locator(`label[for="${id ?? ''}"]`).count(), id ?? '').toBe(1);
  }
  await page.getByLabel('Onderwerp').fill('Bezwaar tegen aanslag');
  await page.getByLabel('Naam van de afzender').fill('Sanne de Wit');
  await page.getByRole('button', { name: 'Met de hand registreren' }).click();
  await page.getByText('Dit bericht is niet meer geparkeerd.').waitFor();
  await world.registerMessages('email', [uuid]);
  const [contact] = (await messageOf(uuid))?.klantcontacten ?? [];
  const stored = await world.collection('klantcontacten').findOne({ _id: contact?.uuid ?? '' });
  expect(stored).toMatchObject({ onderwerp: 'Bezwaar tegen aanslag' });
  expect(trouble).toEqual([]);
});
