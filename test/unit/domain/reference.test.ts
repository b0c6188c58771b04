import { describe, expect, it } from 'vitest';
import { toReferences, toStoredName } from '#domain/inbound-message/reference.ts';
import { CHANNELS } from '#domain/inbound-message/channel-name.ts';
import { sameAdres } from '#domain/klantcontact/same-adres.ts';

describe('a reference', () => {
  it('is of the channel of who names it, and is looked for in that channel alone', () => {
    const [mail] = toReferences('email', ['a@x.example']);
    const [app] = toReferences('whatsapp', ['a@x.example']);
    expect(mail).not.toBe(app);
    expect(toStoredName(mail ?? 'form:')).toEqual({ channel: 'email', alias: 'a@x.example' });
    expect(toStoredName(toReferences('email', ['whatsapp:a@x.example'])[0] ?? 'form:')).toEqual({
      channel: 'email',
      alias: 'whatsapp:a@x.example',
    });
  });

  it.each(['1000000001', '2000000007', '5d6eca03', 'scan.pdf', '<a@x.example>', 'a b@x.example', '@', 'a@', ''])(
    'of a mail is never %j',
    (id) => {
      expect(toReferences('email', [id])).toEqual([]);
    },
  );

  it('is nothing that a letter or a form could make, and nowhere one of our nummers', () => {
    for (const channel of CHANNELS) expect(toReferences(channel, ['1000000001'])).toEqual([]);
    for (const channel of ['letter', 'form'] as const)
      expect(toReferences(channel, ['a@x.example', 'wamid.x', 'inzending-1', 'scan.pdf'])).toEqual([]);
  });
});

describe('an address', () => {
  const mail = (adres: string) => ({ adres, soort: 'email' as const });
  it('is the same in other capitals, and not in another alphabet or of another kind', () => {
    expect(sameAdres(mail('Noor@X.example'), mail('noor@x.EXAMPLE'))).toBe(true);
    expect(sameAdres(mail('\u212aok@x.example'), mail('kok@x.example'))).toBe(false);
    expect(sameAdres(mail('+31612345678'), { adres: '+31612345678', soort: 'telefoonnummer' })).toBe(false);
  });
});
