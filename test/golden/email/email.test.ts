import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeMail, readMail } from './describe-mail.ts';

/**
 * A folder per case: `input.eml`, and `expected.json` with what the case shows (`toont`) and what must come of it.
 * Every mail is read twice: with LF, as it is written down, and with CRLF, as it travels.
 */
const here = new URL('./', import.meta.url);
const cases = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

describe.each(cases)('%s', (name) => {
  const input = readFileSync(new URL(`${name}/input.eml`, here));
  const { toont, verwacht } = JSON.parse(readFileSync(new URL(`${name}/expected.json`, here), 'utf8')) as {
    toont: string;
    verwacht: unknown;
  };

  it.each(['LF', 'CRLF'])(`${toont} (%s)`, async (ends) => {
    const raw = ends === 'LF' ? input : Buffer.from(input.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
    expect(JSON.parse(JSON.stringify(await describeMail(raw)))).toEqual(verwacht);
  });
});

it.each(['automatisch-antwoord', 'eigen-bericht', 'leesbevestiging', 'onbestelbaar', 'van-collega'])(
  '%s becomes a klantcontact when a person wants it registered after all',
  async (name) => {
    const input = readFileSync(new URL(`${name}/input.eml`, here));
    expect((await readMail(input)).kind).toBe('aside');
    expect(await readMail(input, { registerAnyway: true })).toMatchObject({
      kind: 'contacten',
      contacten: [{ kanaal: 'email' }],
    });
  },
);
