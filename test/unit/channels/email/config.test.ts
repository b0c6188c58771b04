import { describe, expect, it } from 'vitest';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { emailNormaliseUnit, toEmailSettings } from '#channels/email/email.settings.ts';

const imap = { host: 'imap.stad.example', user: 'info@stad.example', password: 'geheim' };
const parse = (mailbox: object) => emailConfigSchema.safeParse({ mailboxes: [{ naam: 'info', imap, ...mailbox }] });
const complaints = (mailbox: object) => parse(mailbox).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the configuration of the e-mail channel', () => {
  it('needs a name, a server and a password; the rest has defaults', () => {
    expect(parse({}).data).toMatchObject({
      mailboxes: [{ map: 'INBOX', naVerwerking: 'verplaatsen', doelmap: 'Verwerkt', imap: { port: 993, tls: true } }],
      limieten: { berichtMb: 50, bijlagen: 200, mimeDiepte: 50 },
    });
  });
  it('refuses to send a password in the clear to another machine, unless that is said', () => {
    expect(complaints({ imap: { ...imap, tls: false } })).toEqual(['mailboxes.0.imap.tls']);
    expect(complaints({ imap: { ...imap, tls: false, onversleuteldToestaan: true } })).toEqual([]);
    expect(complaints({ imap: { ...imap, host: '127.0.0.1', tls: false } })).toEqual([]);
  });
  it('refuses a target folder that is the folder it reads', () => {
    expect(complaints({ map: 'Verwerkt' })).toEqual(['mailboxes.0.doelmap']);
    expect(complaints({ map: 'INBOX', doelmap: 'Inbox' })).toEqual(['mailboxes.0.doelmap']);
    expect(complaints({ map: 'Verwerkt', naVerwerking: 'markeren' })).toEqual([]);
  });
  it('refuses two mailboxes that would take in each other’s mail: every mail would be there twice', () => {
    const both = (one: object, other: object) =>
      emailConfigSchema
        .safeParse({
          mailboxes: [
            { naam: 'info', imap, ...one },
            { naam: 'vragen', imap, ...other },
          ],
        })
        .error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(both({}, {})).toEqual(['mailboxes.1.map']);
    expect(both({}, { map: 'inbox', imap: { ...imap, host: 'IMAP.stad.example' } })).toEqual(['mailboxes.1.map']);
    expect(both({}, { map: 'Verwerkt', doelmap: 'Klaar' })).toEqual(['mailboxes.1.map']);
    expect(both({ map: 'Vragen', doelmap: 'Inbox' }, {})).toEqual(['mailboxes.1.map']);
    expect(both({ naVerwerking: 'markeren' }, { map: 'Verwerkt', doelmap: 'Klaar' })).toEqual([]);
    expect(both({}, { map: 'Vragen' })).toEqual([]);
    expect(both({}, { imap: { ...imap, user: 'vragen@stad.example' } })).toEqual([]);
  });
  it('wants either a password or a token, and not both', () => {
    expect(complaints({ imap: { host: 'h', user: 'u' } })).toEqual(['mailboxes.0.imap.password']);
    expect(complaints({ imap: { ...imap, oauth2: { accessToken: 't' } } })).toEqual(['mailboxes.0.imap.password']);
  });
  it('refuses two mailboxes of one name', () => {
    const twice = emailConfigSchema.safeParse({
      mailboxes: [
        { naam: 'info', imap },
        { naam: 'info', imap },
      ],
    });
    expect(twice.success).toBe(false);
  });
  it('hands no password to the reading thread', () => {
    const config = emailConfigSchema.parse({ mailboxes: [{ naam: 'info', imap, interneDomeinen: ['@Stad.example'] }] });
    expect(JSON.stringify(emailNormaliseUnit(config).settings)).not.toContain('geheim');
    expect(toEmailSettings(config).mailboxes['info']).toMatchObject({
      eigenAdressen: ['info@stad.example'],
      interneDomeinen: ['stad.example'],
    });
  });
});
