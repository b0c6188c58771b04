import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { login, openBrowser, openPage } from '#test/support/browser/open-browser.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  world = await createHttpWorld(stores);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

test('two visitors with two questions are registered from the counter, and the task is one click away', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.getByRole('link', { name: 'Balie' }).click();
  await page.getByLabel('Achternaam').fill('Jansen');
  await page.getByRole('button', { name: 'Nog een bezoeker' }).click();
  expect(await page.locator('[id="betrokkenen.0.achternaam"]').inputValue()).toBe('Jansen');
  await page.locator('[id="betrokkenen.1.achternaam"]').fill('Smit');
  await page.getByRole('button', { name: 'Nog een onderwerp' }).click();
  await page.locator('[id="onderwerpen.0.onderwerp"]').fill('Parkeervergunning');
  await page.locator('[id="onderwerpen.0.vraag"]').fill('Kan ik er twee krijgen?');
  await page.locator('[id="onderwerpen.1.onderwerp"]').fill('Trouwzaal');
  await page.locator('[id="onderwerpen.1.vraag"]').fill('Is die vrij op 4 mei?');
  await page.locator('[id="onderwerpen.1.naar"]').selectOption({ label: 'Burgerzaken' });
  await page.getByRole('button', { name: 'Registreren', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Ontvangen' }).waitFor();
  expect(await page.locator('main li.nummer').count()).toBe(4);
  await page.locator('main a[href^="/taken/"]').first().click();
  await page.getByRole('heading', { name: 'Parkeervergunning' }).waitFor();
  expect(await page.locator('main').innerText()).toContain('Smit');
  expect(trouble).toEqual([]);
});

test('what does not apply is out of the way: no follow-up for a question that was answered', async () => {
  const { page } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.goto('/telefoon');
  const naar = page.locator('[id="onderwerpen.0.naar"]');
  expect(await naar.isVisible()).toBe(true);
  await page.getByLabel('Ja', { exact: true }).last().check();
  expect(await naar.isVisible()).toBe(false);
  await page.locator('[id="onderwerpen.0.onderwerp"]').fill('Openingstijden');
  await page.locator('[id="onderwerpen.0.vraag"]').fill('Tot hoe laat?');
  await page.locator('[id="onderwerpen.0.antwoord"]').fill('Tot vijf uur.');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Registreren', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Geen registratie nodig' }).waitFor();
});

test('a fault is named above the form and at its field, which is one click away', async () => {
  const { page } = await openPage(browser, world.address);
  await login(page, 'anna', PASSWORD);
  await page.goto('/balie');
  await page.getByLabel('E-mailadres').fill('geen adres');
  await page.getByRole('button', { name: 'Registreren', exact: true }).last().click();
  await page.getByRole('alert').getByRole('link', { name: 'E-mailadres' }).click();
  const field = page.getByLabel('E-mailadres');
  expect(await field.inputValue()).toBe('geen adres');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(new URL(page.url()).hash).toBe('#betrokkenen.0.emailadres');
});
