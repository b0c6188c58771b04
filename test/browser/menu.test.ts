import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busyDay } from '#test/support/browser/busy-day.ts';
import { login, openBrowser, openPage } from '#test/support/browser/open-browser.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  world = await createHttpWorld(stores, { workers: false });
  await busyDay(world);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** The height in pixels of the links of the menu together: one line of them is less than 60. */
const HEIGHT =
  "(() => { const all = [...document.querySelectorAll('.menu a')].map((one) => one.getBoundingClientRect()); return Math.max(...all.map(({ bottom }) => bottom)) - Math.min(...all.map(({ top }) => top)); })()";

/** What a screen reader hears of the button; the browser says it of a popover by itself, without `aria-expanded`. */
async function isExpanded(page: Page): Promise<unknown> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  const button = nodes.find(({ role, name }) => role?.value === 'button' && name?.value === 'Menu');
  return button?.properties?.find(({ name }) => name === 'expanded')?.value.value;
}

test.each([1_440, 1_280, 1_200, 1_024, 900, 768])(
  'at %i pixels the whole menu of an operator is one line, and the page is not wider than the screen',
  async (width) => {
    const { page, trouble } = await openPage(browser, world.address, { width, height: 800 });
    await login(page, 'dirk', PASSWORD);
    for (const path of ['/taken', '/beheer/overzicht', '/beheer/berichten']) {
      await page.goto(path);
      expect(await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link').count()).toBe(8);
      expect(await page.evaluate(HEIGHT), path).toBeLessThan(60);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width);
    }
    expect(trouble).toEqual([]);
  },
);

test.each([700, 360])('at %i pixels the menu is folded, and opens and closes from the keyboard', async (width) => {
  const { page, trouble } = await openPage(browser, world.address, { width, height: 700 });
  await login(page, 'dirk', PASSWORD);
  const [button, links] = [page.getByRole('button', { name: 'Menu' }), page.locator('.menu').getByRole('link')];
  expect(await links.count()).toBe(0);
  expect(await page.evaluate("document.querySelector('.kop').offsetHeight")).toBeLessThan(125);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Menu');
  await page.keyboard.press('Enter');
  expect(await links.count()).toBe(8);
  expect(await isExpanded(page)).toBe(true);
  expect(await page.getByRole('link', { name: 'Taken', exact: true }).getAttribute('aria-current')).toBe('page');
  await page.keyboard.press('Escape');
  expect(await links.count()).toBe(0);
  expect(await isExpanded(page)).toBe(false);
  await button.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Balie');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/balie');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  expect(trouble).toEqual([]);
});
