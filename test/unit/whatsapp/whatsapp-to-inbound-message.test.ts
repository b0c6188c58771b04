import { describe, expect, it } from 'vitest';
import { image, payloadOf, text } from '#test/support/whatsapp/payloads.ts';
import { contactOf, mediumFor, RECEIVED } from '#test/support/whatsapp/read-conversation.ts';

const T = 1_764_000_000;
const stored = {
  state: 'stored' as const,
  documentId: '7d1c9d5e-4b0c-4a53-9a2e-6f1f0c7b8e21',
  size: 3,
  sha256Hex: 'a'.repeat(64),
  formaat: 'image/jpeg',
};

describe('a burst of messages', () => {
  it('is one contact at the sent time of its last message, whatever came in last (statements 16 and 25)', () => {
    const first = payloadOf([text('w1', T, 'Hallo')]);
    const second = payloadOf([text('w2', T + 30, 'Mijn container is niet geleegd')]);
    const third = payloadOf([text('w3', T + 60, 'In de Dorpsstraat')]);
    const inOrder = contactOf([first, second, third]);
    expect(inOrder.plaatsgevondenOp).toEqual(new Date((T + 60) * 1_000));
    expect(inOrder.inhoud).toBe('Hallo\nMijn container is niet geleegd\nIn de Dorpsstraat');
    expect(contactOf([third, first, second])).toEqual(inOrder);
  });

  it('has no document when its text fits and nothing else came (statement 18), at exactly 1000 characters too', () => {
    expect(contactOf([payloadOf([text('w1', T, 'é'.repeat(1_000))])]).documenten).toEqual([]);
  });

  it('is written out as a document when it is longer (statement 19), with Dutch times', () => {
    const { documenten, inhoud } = contactOf([
      payloadOf([text('w1', T, 'a'.repeat(900)), text('w2', T + 1, 'b'.repeat(200))]),
    ]);
    expect(inhoud).toHaveLength(1_101);
    expect(documenten).toMatchObject([{ rol: 'gesprek', formaat: 'text/plain; charset=utf-8' }]);
    const bron = documenten[0]?.bron;
    const written = bron?.kind === 'bytes' ? new TextDecoder().decode(bron.bytes) : '';
    expect(written).toContain('[24-11-2025 17:00:00] aaa');
    expect(written).toContain('Afzender: Fatima Jansen (+31612345678)');
  });

  it('comes with its media, the conversation first', () => {
    const { documenten, inhoud } = contactOf(
      [payloadOf([image('w1', T, 'm1', 'kapotte lamp')])],
      new Map([['w1', mediumFor('m1', stored)]]),
    );
    expect(inhoud).toBe('[afbeelding] kapotte lamp');
    expect(documenten.map(({ rol, bestandsnaam }) => [rol, bestandsnaam])).toEqual([
      ['gesprek', 'whatsapp-gesprek 24 november 2025.txt'],
      ['bijlage', 'afbeelding-1.jpg'],
    ]);
  });

  it.each([
    [
      'missing',
      mediumFor('m1', { state: 'missing', reason: 'gone' }),
      '[afbeelding: niet meer op te halen]',
      'Niet meer op te halen: 1 bestand.',
    ],
    [
      'too large',
      mediumFor('m1', { state: 'missing', reason: 'too-large' }),
      '[afbeelding: te groot om te bewaren]',
      'Niet meer op te halen',
    ],
    [
      'late',
      mediumFor('m1', { ...stored, late: true }),
      '[afbeelding: nog niet opgehaald]',
      'Nog niet opgehaald: 1 bestand',
    ],
  ])('says of a medium that is %s what became of it', (_, medium, tekst, toelichting) => {
    const contact = contactOf([payloadOf([image('w1', T, 'm1')])], new Map([['w1', medium]]));
    expect(contact.inhoud).toBe(tekst);
    expect(contact.taak?.toelichting).toContain(toelichting);
    expect(contact.documenten).toHaveLength(1);
  });

  it('keeps the JSON of a message that cannot be shown', () => {
    const raw = payloadOf([
      { from: '31612345678', id: 'w1', timestamp: String(T), type: 'hologram', hologram: { kleur: 'rood' } },
    ]);
    expect(contactOf([raw]).documenten).toMatchObject([
      { rol: 'gesprek' },
      { rol: 'origineel', bron: { kind: 'message' } },
    ]);
  });
});

describe('the person behind a burst', () => {
  it('is a klant with a phone number and never a partij (statements 20 and 21)', () => {
    const { betrokkenen, actor, taak, kanaal } = contactOf([payloadOf([text('w1', T, 'Vraag')])]);
    expect(kanaal).toBe('whatsapp');
    expect(betrokkenen).toEqual([
      {
        rol: 'klant',
        initiator: true,
        naam: { volledig: 'Fatima Jansen' },
        digitaleAdressen: [
          { adres: '+31612345678', soort: 'telefoonnummer', omschrijving: 'Uit ontvangen app-bericht' },
        ],
      },
    ]);
    expect(actor).toEqual({ automaat: 'whatsapp' });
    expect(taak).toEqual({
      gevraagdeHandeling: 'Lezen en bepalen benodigde actie',
      toelichting: 'Aangemaakt naar aanleiding van ontvangen app-verkeer (WhatsApp).',
    });
    expect(taak?.toelichting).not.toMatch(/brief/i);
  });

  it('may hide the phone number: then the id of the account stands there', () => {
    const message = { ...text('w1', T, 'Vraag', ''), from_user_id: 'NL.13491208655302741918' };
    const { betrokkenen } = contactOf([payloadOf([message], { from: '' })]);
    expect(betrokkenen[0]?.digitaleAdressen).toEqual([
      { adres: 'NL.13491208655302741918', soort: 'overig', omschrijving: 'Uit ontvangen app-bericht' },
    ]);
  });
});

describe('what a burst refers to', () => {
  it('is an earlier message of ours, not one of its own', () => {
    const own = { ...text('w2', T + 5, 'dat dus'), context: { id: 'w1' } };
    const ours = { ...text('w3', T + 9, 'en uw vraag: ja'), context: { id: 'wamid.ons' } };
    const { onderwerpobjecten, inhoud } = contactOf([payloadOf([text('w1', T, 'Mijn vraag'), own, ours])]);
    const van = { adres: '+31612345678', soort: 'telefoonnummer' };
    expect(onderwerpobjecten).toEqual([{ antwoordOp: ['wamid.ons'], van }]);
    expect(inhoud).toContain('[antwoord op “Mijn vraag”] dat dus');
  });

  it('is the message that a reaction is about; a burst of only reactions is for a person to judge', () => {
    const reaction = {
      from: '31612345678',
      id: 'w1',
      timestamp: String(T),
      type: 'reaction',
      reaction: { message_id: 'wamid.ons', emoji: '👎' },
    };
    expect(contactOf([payloadOf([reaction])])).toMatchObject({
      onderwerp: '',
      onderwerpobjecten: [{ antwoordOp: ['wamid.ons'] }],
    });
  });
});

describe('the subject', () => {
  it.each([
    ['Mijn paspoort is kwijt\nWat nu?', 'Mijn paspoort is kwijt'],
    ['Goedemiddag,\nMijn paspoort is kwijt', 'Mijn paspoort is kwijt'],
    ['Hallo!', 'Hallo!'],
    ['  \n ', ''],
  ])('of %j is its first telling line', (body, expected) => {
    expect(contactOf([payloadOf([text('w1', T, body)])]).onderwerp).toBe(expected);
  });

  it('is cut at a word', () => {
    const { onderwerp } = contactOf([payloadOf([text('w1', T, 'woord '.repeat(40))])]);
    expect(onderwerp.length).toBeLessThanOrEqual(100);
    expect(onderwerp.endsWith('woord…')).toBe(true);
  });
});

describe('the time of sending', () => {
  it.each(['geen getal', null, '99999999999', -5, '0'])(
    '%j is not believed: the time of receipt stands in, with a remark',
    (timestamp) => {
      const { plaatsgevondenOp, taak } = contactOf([payloadOf([{ ...text('w1', T, 'x'), timestamp }])]);
      expect(plaatsgevondenOp).toEqual(RECEIVED);
      expect(taak?.toelichting).toContain('de ontvangsttijd is gebruikt');
    },
  );

  it('may be a number', () => {
    expect(contactOf([payloadOf([{ ...text('w1', T, 'x'), timestamp: T }])]).plaatsgevondenOp).toEqual(
      new Date(T * 1_000),
    );
  });
});
