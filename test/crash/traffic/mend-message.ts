import { createBrowserless } from '#test/support/http/browserless.ts';
import { MEDEWERKER, WACHTWOORD } from '../world/crash-config.ts';
import type { Outside } from './outside.ts';
import { persist } from './persist.ts';

/** Somebody who works at the screens registers a message that could not be read. */
export const registerByHand = (outside: Outside, alias: string, onderwerp: string): Promise<void> =>
  act(outside, alias, {
    from: 'parked',
    path: 'velden',
    fields: { actie: 'met-de-hand', onderwerp, inhoud: 'Zie de e-mail.' },
  });

/** Somebody has what the rules set aside registered after all. */
export const reopen = (outside: Outside, alias: string): Promise<void> =>
  act(outside, alias, { from: 'aside', path: 'heropenen', fields: { reden: 'Het is toch een vraag' } });

interface Act {
  readonly from: 'parked' | 'aside';
  readonly path: string;
  readonly fields: Record<string, string>;
}

/** Looks the message up, and clicks twice, until it is no longer where it was; a lost answer is looked up as well. */
async function act(outside: Outside, alias: string, { from, path, fields }: Act): Promise<void> {
  await persist(async () => {
    const found = await outside.lookUp(alias);
    if (found?.['herstel'] !== undefined && found['state'] !== from) return true;
    const [address] = outside.fleet.addresses();
    if (found?.['state'] !== from || address === undefined) return false;
    const browser = createBrowserless(address);
    await browser.login(MEDEWERKER, WACHTWOORD);
    const page = `/beheer/geparkeerd/${found._id}`;
    const _csrf = await browser.csrf(page);
    const click = () => browser.post(`${page}/${path}`, { _csrf, ...fields });
    await Promise.all([click(), click()]);
    return false;
  }, outside.signal);
}
