import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { login, openBrowser, openPage } from '#test/support/browser/open-browser.ts';
import { createAttacker } from '#test/support/hostile/attack.ts';
import { createHostileWorld } from '#test/support/hostile/create-hostile-world.ts';
import { createHttpWorld, PASSWORD, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { createWhatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
/** Everything that was asked of a server that nobody may ask anything. */
const hits: string[] = [];
const elsewhere = createServer((request, response) => {
  hits.push(request.url ?? '');
  response.end();
});
let attack: (limit: number) => string;
let world: HttpWorld;
let browser: Browser;
let parked: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  attack = createAttacker(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
  browser = await openBrowser();
  world = await createHttpWorld(stores, {
    conversations: [goingOn()],
    loginLimits: { perAccount: 500, perAddress: 500 },
  });
  await sendForm();
  await sendWhatsapp();
  await sendMail();
  parked = await park();
}, 60_000);
afterAll(async () => {
  elsewhere.close();
  await browser.close();
  await world.close();
});

function goingOn(): OpenConversation {
  const op = new Date();
  const lines = Array.from({ length: 6 }, () => ({ op, tekst: attack(1_000) }));
  return { conversation: crypto.randomUUID(), kanaal: 'whatsapp', since: op, last: op, count: 6, messages: [], lines };
}

async function sendForm() {
  const naam = { voornaam: attack(200), voorvoegselAchternaam: '<b>"\'>', achternaam: attack(200) };
  const adres = {
    straatnaam: attack(200),
    huisnummertoevoeging: '<svg onload=x>',
    stad: attack(200),
    adresregel1: attack(80),
  };
  const opvolging = { handeling: attack(200), toelichting: attack(800) };
  const onderwerp = { onderwerp: attack(200), vraag: attack(5_000), zaak: attack(200), opvolging };
  const { status, text } = await world.visitor().json(
    '/formulieren/webformulier',
    {
      betrokkenen: [{ naam, adres, organisatienaam: attack(200), emailadres: 'x@elders.example' }],
      onderwerpen: [onderwerp],
    },
    { authorization: `Token ${TOKEN}` },
  );
  expect(status, text).toBe(201);
}

async function sendWhatsapp() {
  const whatsapp = await createWhatsapp(stores);
  const message = (id: string, type: string, part: unknown) => ({
    id,
    from: '31612345678',
    timestamp: '1764000000',
    type,
    [type]: part,
  });
  const messages = [
    message('b1', 'text', { body: attack(4_000) }),
    message('b2', 'document', { caption: attack(500), filename: `${attack(100)}.html`, id: '..' }),
    message('b3', 'location', { latitude: 1, longitude: 1, name: attack(300), address: attack(300) }),
    message('b4', 'contacts', [{ name: { formatted_name: attack(300) }, phones: [{ phone: attack(100) }] }]),
    message('b5', 'reaction', { emoji: attack(100), message_id: 'b1' }),
    message('b6', 'interactive', {
      type: 'nfm_reply',
      nfm_reply: { response_json: JSON.stringify({ [attack(100)]: attack(300) }) },
    }),
  ];
  await whatsapp.receive(payloadOf(messages, { naam: attack(300) }));
  await whatsapp.runJobs();
  await whatsapp.close();
}

async function sendMail() {
  const config = emailConfigSchema.parse({
    mailboxes: [{ naam: 'info', imap: { host: '127.0.0.1', user: 'info@stad.example', password: 'x' } }],
  });
  const mail = await createHostileWorld(stores, { email: emailNormaliseUnit(config) });
  const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  const part = (type: string, name: string, body: string) =>
    [
      '--grens',
      `Content-Type: ${type}; name="${encoded(name)}"`,
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(body).toString('base64'),
    ].join('\r\n');
  const page = `<html><body onload="globalThis.kanarie=20">${attack(2_000)}</body></html>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.kanarie=21"><script>globalThis.kanarie=22</script></svg>`;
  const pdf = [
    '%PDF-1.4',
    '1 0 obj <</Type/Catalog/OpenAction<</S/JavaScript',
    '/JS(app.alert)>>>> endobj',
    'trailer <</Root 1 0 R>>',
  ].join('\n');
  const raw = [
    `From: ${encoded(attack(150))} <kwaad@elders.example>`,
    'To: info@stad.example',
    `Subject: ${encoded(attack(190))}`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    'Message-ID: <kwaad@elders.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=grens',
    '',
    '--grens\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n',
    Buffer.from(page).toString('base64'),
    part('text/html', `${attack(60)}.html`, page),
    part('image/svg+xml', 'tekening.svg', svg),
    part('image/png', 'foto.png', page),
    part('application/pdf', 'brief.pdf', pdf),
    part('text/plain', '\u202etxt.exe', `${attack(500)}\u202e`),
    '--grens--',
    '',
  ].join('\r\n');
  const message = await toNewMessage(
    { mailbox: 'info', folder: 'INBOX', uidValidity: '1' },
    { uid: 1, raw: Buffer.from(raw), internalDate: undefined },
    new Date(),
  );
  expect((await mail.offer(message)).state).toBe('registered');
  await mail.close();
}

async function park() {
  const message = {
    ...newMessage(`Subject: ${attack(500)}\n\n${attack(5_000)}`, 77),
    location: `INBOX/${attack(300)}`,
  };
  await world.messages.accept([message], undefined);
  await world.parkMessage(message.uuid, { code: 'mail-unreadable', detail: attack(200) });
  return message.uuid;
}

/** Goes there, opens what is folded, and sees that nothing of a stranger is more than text. */
async function look(page: Page, path?: string) {
  if (path !== undefined) await page.goto(path);
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })");
  await page.waitForLoadState('load');
  expect(await page.evaluate('globalThis.kanarie'), path ?? page.url()).toBeUndefined();
  expect(await page.locator('main :is(script, iframe, object, embed, link, style, base, meta, svg)').count()).toBe(0);
  const links = await page.evaluate<string[]>(
    "[...document.querySelectorAll('a, form')].map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '')",
  );
  for (const link of links) expect(link).toMatch(/^[/#](?![/\\])/);
  expect(await page.evaluate('document.body.innerText + document.title')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

/** A picture that is none is not there: the only thing a browser may say. */
const unexpected = (trouble: readonly string[]) => trouble.filter((one) => !/status of (401|404|409|422)/.test(one));
const taken = () => world.collection('taakdossiers').find().toArray();

test('every page of the operators and the KCC shows what strangers wrote as text, and asks nobody for anything', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'dirk', PASSWORD);
  for (const path of [
    '/taken',
    '/taken?lijst=mijn',
    '/taken?lijst=afgehandeld',
    '/taken/gesprekken',
    '/beheer/overzicht',
    '/beheer/geparkeerd',
    `/beheer/geparkeerd/${parked}`,
    '/beheer/apart',
    '/balie',
    '/telefoon',
  ])
    await look(page, path);
  const all = await taken();
  expect(all.length).toBeGreaterThanOrEqual(4);
  for (const { nummer } of all) {
    await look(page, `/taken/${String(nummer)}`);
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/taak-${String(nummer)}.png`, fullPage: true });
  }
  await page.goto('/beheer/wachtrijen');
  await page.waitForLoadState('load');
  expect(await page.evaluate('globalThis.kanarie')).toBeUndefined();
  expect(unexpected(trouble)).toEqual([]);
  expect(hits).toEqual([]);
});

test('what was typed and refused comes back as text', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await page.goto(`/inloggen?naar=${encodeURIComponent(attack(500))}`);
  await page.getByLabel('Gebruikersnaam').fill(attack(80));
  await page.getByLabel('Wachtwoord').fill('x');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.getByRole('alert').waitFor();
  await look(page);
  await login(page, 'anna', PASSWORD);
  await page.goto('/balie');
  for (const input of await page
    .locator('main input:visible:is([type=text], [type=tel], [type=email]), main textarea:visible')
    .all())
    await input.fill(attack(300));
  await page.getByRole('button', { name: 'Registreren' }).last().click();
  await page.getByRole('alert').waitFor();
  await look(page);
  for (const path of [
    `/${encodeURIComponent(attack(150))}`,
    `/taken/${encodeURIComponent(attack(100))}`,
    `/taken?lijst=${encodeURIComponent(attack(200))}&na=<script>`,
  ])
    await look(page, path);
  const nummer = String((await taken()).at(0)?.['nummer']);
  await page.goto(`/taken/${nummer}`);
  await page.locator('summary', { hasText: /^Afsluiten/ }).click();
  await page.locator('#afsluiten-toelichting').fill(attack(700));
  await page.getByRole('button', { name: /^Afsluiten/ }).click();
  await look(page, `/taken/${nummer}`);
  expect(unexpected(trouble)).toEqual([]);
  expect(hits).toEqual([]);
});

test('files of strangers are saved or seen as text, under a policy that lets nothing of them run', async () => {
  const { page, trouble } = await openPage(browser, world.address);
  await login(page, 'dirk', PASSWORD);
  const bijlagen = await world.collection('bijlagen').find().toArray();
  expect(bijlagen.length).toBeGreaterThanOrEqual(7);
  for (const { _id } of bijlagen) {
    const file = await page.request.get(`/bijlagen/${String(_id)}`);
    expect(file.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/) as string,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(decodeURIComponent(file.headers()['content-disposition'] ?? '')).not.toMatch(/[\u202a-\u202e\r\n]/);
    for (const weergave of ['tekst', 'beeld']) {
      const view = await page.goto(`/bijlagen/${String(_id)}?weergave=${weergave}`).catch(() => undefined);
      const { 'content-type': type = '', 'content-security-policy': policy = '' } = view?.headers() ?? {};
      if (view !== undefined && view !== null) {
        expect(type).toMatch(/^(text\/plain|text\/html|application\/octet-stream|image\/(png|jpeg))/);
        // A page of our own says that it is no picture.
        if (type.startsWith('text/html')) expect(view.status()).toBe(404);
        expect(policy).toContain("default-src 'none'");
      }
      expect(await page.evaluate('globalThis.kanarie')).toBeUndefined();
    }
  }
  const original = await page.request.get(`/beheer/geparkeerd/${parked}/origineel`);
  expect(original.headers()['content-type']).toBe('application/octet-stream');
  expect(unexpected(trouble)).toEqual([]);
  expect(hits).toEqual([]);
});

test('jobs and their board know nothing of what was sent', async () => {
  const { page } = await openPage(browser, world.address);
  await login(page, 'dirk', PASSWORD);
  for (const queue of ['intake-formulier', 'intake-email', 'intake-whatsapp']) {
    for (const status of ['latest', 'completed', 'failed', 'waiting']) {
      const answer = await page.request.get(
        `/beheer/wachtrijen/api/queues?activeQueue=${queue}&status=${status}&page=1&jobsPerPage=20`,
      );
      expect(answer.status()).toBe(200);
      const text = await answer.text();
      for (const personal of ['kanarie', 'elders.example', '31612345678', 'onerror'])
        expect(text).not.toContain(personal);
    }
  }
});
