import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../find-chromium.ts';

/** Debian's Chromium; it asks nothing of the network by itself, and root may run it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium: install the package chromium, or set CHROMIUM_PATH');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-sync',
      '--no-first-run',
      '--proxy-server=127.0.0.1:9',
      '--proxy-bypass-list=127.0.0.1',
    ],
  });
}

export interface Watched {
  readonly page: Page;
  /** What the page asked for elsewhere, what it could not run, and what it said in a dialog: all should stay empty. */
  readonly trouble: string[];
}

/** A page of a fresh visitor, watched for anything that should never happen. */
export async function openPage(
  browser: Browser,
  address: string,
  size = { width: 1280, height: 900 },
): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const trouble: string[] = [];
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
      trouble.push(`elsewhere: ${request.url()}`);
  });
  return { page, trouble };
}

export async function login(page: Page, gebruikersnaam: string, wachtwoord: string): Promise<void> {
  await page.goto('/inloggen');
  await page.getByLabel('Gebruikersnaam').fill(gebruikersnaam);
  await page.getByLabel('Wachtwoord').fill(wachtwoord);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL('**/taken');
}
