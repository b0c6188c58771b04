import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import { busyDay, openConversations } from '#test/support/browser/busy-day.ts';
import { login, openBrowser, openPage } from '#test/support/browser/open-browser.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { bram } from '#test/support/taken/medewerkers.ts';

/** The picture of the README; written when SCREENSHOT is set, so that a test run leaves the checkout as it was. */
const SCREENSHOT = fileURLToPath(new URL('../../docs/taken.png', import.meta.url));

const stores = isolatedStores();
const conversations: OpenConversation[] = openConversations(new Date());
let world: HttpWorld;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  world = await createHttpWorld(stores, { conversations });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

test('a colleague logs in, sees the work of the day, and takes the task that waits longest', async () => {
  const dossiers = await busyDay(world);
  await world.claimTaak({ taak: dossiers[2]?.uuid ?? '', medewerker: bram });
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.getByRole('heading', { name: 'Lopende gesprekken' }).waitFor();
  const rows = page.getByRole('row');
  expect(await rows.count()).toBe(dossiers.length + 1);
  expect(await rows.nth(1).innerText()).toContain('te laat');
  expect(await rows.nth(3).innerText()).toContain('Bram Visser');
  if (process.env['SCREENSHOT'] !== undefined) await page.screenshot({ path: SCREENSHOT });
  await page.getByRole('button', { name: 'Volgende taak oppakken' }).click();
  await page.waitForURL(`**/taken/${dossiers[0]?.nummer ?? ''}`);
  expect(await page.getByRole('status').innerText()).toContain('opgepakt');
  expect(trouble).toEqual([]);
});

test('what the KCC cannot answer goes to the unit, whose colleague finds it in the list', async () => {
  const { nummer } = await world.ask({ onderwerp: 'Geboorteakte uit 1931' });
  const kcc = await openPage(browser, world.address);
  await login(kcc.page, 'anna', PASSWORD);
  await kcc.page.goto(`/taken/${nummer}`);
  await kcc.page.getByRole('button', { name: 'Oppakken' }).click();
  await kcc.page.locator('summary', { hasText: 'Niet door KCC te beantwoorden' }).click();
  await kcc.page.locator('#niet-door-kcc-naar').selectOption({ label: 'Burgerzaken' });
  await kcc.page.locator('#niet-door-kcc-toelichting').fill('Staat in het oude archief');
  await kcc.page.getByRole('button', { name: 'Niet door KCC te beantwoorden' }).click();
  await kcc.page.waitForURL('**/taken');
  expect(await kcc.page.getByRole('status').innerText()).toContain(`Taak ${nummer} is afgerond`);

  const unit = await openPage(browser, world.address);
  await login(unit.page, 'carla', PASSWORD);
  await unit.page.getByRole('link', { name: 'Geboorteakte uit 1931' }).click();
  await unit.page.getByText('niet door KCC te beantwoorden', { exact: true }).waitFor();
  expect(await unit.page.locator('main').innerText()).toContain('Staat in het oude archief');
  expect([...kcc.trouble, ...unit.trouble]).toEqual([]);
});

test('two colleagues on one task: the second reads who has it', async () => {
  const { nummer } = await world.ask();
  const [first, second] = [await openPage(browser, world.address), await openPage(browser, world.address)];
  await login(first.page, 'anna', PASSWORD);
  await login(second.page, 'bram', PASSWORD);
  for (const { page } of [first, second]) await page.goto(`/taken/${nummer}`);
  await first.page.getByRole('button', { name: 'Oppakken' }).click();
  await first.page.getByRole('status').waitFor();
  await second.page.getByRole('button', { name: 'Oppakken' }).click();
  await second.page.getByText('Deze taak is al opgepakt door Anna de Boer.').waitFor();
});

test('a citizen who writes markup gets nowhere: not in the subject, the name, the address or a conversation', async () => {
  const attack = '"><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">klik</a>';
  const { nummer } = await world.ask({ onderwerp: attack, email: 'a@b.example' });
  await world.collection('betrokkenen').updateMany({}, { $set: { contactnaam: { achternaam: attack } } });
  await world.collection('klantcontacten').updateMany({}, { $set: { inhoud: attack } });
  conversations.unshift({
    ...openConversations(new Date())[0],
    lines: [{ op: new Date(), tekst: attack }],
  } as OpenConversation);
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  for (const path of ['/taken', `/taken/${nummer}`]) {
    await page.goto(path);
    expect(await page.locator('main script, main img, main a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('onerror=alert(2)');
  }
  expect(trouble).toEqual([]);
});

test('a conversation is read along while it goes on', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  const [first] = openConversations(new Date());
  conversations.unshift({
    ...first,
    lines: [{ op: new Date(), tekst: 'Ik zie de wagen nu komen' }],
  } as OpenConversation);
  await page.getByText('Ik zie de wagen nu komen').waitFor();
  expect(trouble).toEqual([]);
});

test('on a phone nothing is wider than the screen', async () => {
  const { nummer } = await world.ask({ onderwerp: 'x'.repeat(190) });
  const { page } = await openPage(browser, world.address, { width: 390, height: 800 });
  await login(page, 'dirk', PASSWORD);
  for (const path of ['/taken', `/taken/${nummer}`, '/balie', '/telefoon', '/beheer/overzicht', '/beheer/geparkeerd']) {
    await page.goto(path);
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390);
  }
});

test('every field has a name, and the whole login works from the keyboard', async () => {
  const { page } = await openPage(browser, world.address);
  await page.goto('/inloggen');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Naar de inhoud');
  await page.getByLabel('Gebruikersnaam').focus();
  await page.keyboard.type('anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/taken');
  for (const path of ['/taken', '/balie', '/telefoon']) {
    await page.goto(path);
    const nameless = page.locator('main :is(input:not([type=hidden]), select, textarea)');
    for (const control of await nameless.all()) {
      const id = await control.getAttribute('id');
      expect(await page.locator(`label[for="${id ?? ''}"]`).count(), `${path} ${id ?? ''}`).toBe(1);
    }
  }
});

test('the queue board works for operators, and loads nothing from elsewhere', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'dirk', PASSWORD);
  await page.goto('/beheer/wachtrijen');
  await page.getByText('intake-whatsapp').first().waitFor();
  expect(trouble.filter((line) => line.startsWith('script') || line.startsWith('dialog'))).toEqual([]);
  // Its page asks for a font of another site; our policy stops that before it leaves the machine.
  const elsewhere = trouble.filter((line) => line.startsWith('elsewhere'));
  expect(trouble.filter((line) => line.includes('violates the following Content Security Policy'))).toHaveLength(
    elsewhere.length,
  );
});
