import { describe, expect, it } from 'vitest';
import { payloadOf } from '#test/support/whatsapp/payloads.ts';
import { contactOf, normalise } from '#test/support/whatsapp/read-conversation.ts';

const SECOND = 1_764_000_000;
const inhoudOf = (part: Record<string, unknown>) =>
  contactOf([payloadOf([{ from: '31612345678', id: 'wamid.1', timestamp: String(SECOND), ...part }])]).inhoud;

describe('every kind of message is shown in Dutch', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['text', { type: 'text', text: { body: 'Wanneer is de markt?' } }, 'Wanneer is de markt?'],
    ['button', { type: 'button', button: { text: 'Ja', payload: 'x' } }, '[keuze] Ja'],
    [
      'button reply',
      {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'Afspraak maken' } },
      },
      '[keuze] Afspraak maken',
    ],
    [
      'list reply',
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: 'a', title: 'Afval', description: 'Grof vuil' } },
      },
      '[keuze] Afval (Grof vuil)',
    ],
    [
      'flow reply, JSON within a string',
      {
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{"straat":"Kade","nr":4,"flow_token":"x"}' } },
      },
      '[formulier ingevuld]\nstraat: Kade\nnr: 4',
    ],
    [
      'call permission',
      {
        type: 'interactive',
        interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
      },
      '[toestemming om te bellen: gegeven]',
    ],
    [
      'location',
      { type: 'location', location: { latitude: 52.1, longitude: 4.3, name: 'Marktplein' } },
      '[locatie: Marktplein (52.1, 4.3)]',
    ],
    [
      'contacts, several',
      {
        type: 'contacts',
        contacts: [{ name: { formatted_name: 'Wijkagent' }, phones: [{ phone: '0900-8844' }] }, { name: {} }],
      },
      '[contactpersoon: Wijkagent, 0900-8844]\n[contactpersoon: onbekend]',
    ],
    [
      'order',
      { type: 'order', order: { product_items: [{}, {}], text: 'graag morgen' } },
      '[bestelling: 2 regels] graag morgen',
    ],
    ['reaction', { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } }, '[reactie: 👍]'],
    [
      'reaction taken back',
      { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '' } },
      '[reactie ingetrokken]',
    ],
    [
      'edit',
      { type: 'edit', edit: { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'beter' } } } },
      '[eerder bericht gewijzigd] beter',
    ],
    ['unsupported', { type: 'unsupported', errors: [{ code: 131051 }] }, '[niet-ondersteund bericht]'],
    ['unknown', { type: 'unknown', errors: [{ code: 131051 }] }, '[niet-ondersteund bericht]'],
    ['a kind of the future', { type: 'hologram', hologram: { id: '1' } }, '[niet-ondersteund bericht]'],
    ['a prototype name', { type: 'constructor' }, '[niet-ondersteund bericht]'],
    ['without a type', { location: { latitude: 1, longitude: 2 } }, '[locatie: (1, 2)]'],
    ['a known kind with another inside', { type: 'text', text: 'geen object' }, '[niet-ondersteund bericht]'],
    ['voice note', { type: 'audio', audio: { id: '7', voice: true } }, '[spraakbericht]'],
    ['video with a caption', { type: 'video', video: { id: '7', caption: 'zie hier' } }, '[video] zie hier'],
    ['sticker', { type: 'sticker', sticker: { id: '7' } }, '[sticker]'],
    ['document', { type: 'document', document: { id: '7', filename: 'bezwaar.pdf' } }, '[document bezwaar.pdf]'],
    ['a medium without an id', { type: 'image', image: {} }, '[afbeelding: niet meer op te halen]'],
    [
      'forwarded',
      { type: 'text', text: { body: 'let op' }, context: { frequently_forwarded: true } },
      '[doorgestuurd] let op',
    ],
    [
      'an answer to what we do not have',
      { type: 'text', text: { body: 'ja graag' }, context: { id: 'wamid.ons' } },
      '[antwoord op een eerder bericht] ja graag',
    ],
    [
      'from an advertisement',
      { type: 'text', text: { body: 'hoi' }, referral: { headline: 'Kom ook' } },
      '[via advertentie: Kom ook] hoi',
    ],
  ])('%s', (_, part, expected) => {
    expect(inhoudOf(part)).toBe(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a new number', { type: 'system', system: { type: 'user_changed_number', wa_id: '31687654321' } }],
    ['an opened chat', { type: 'request_welcome' }],
    ['a deletion of something that is not here', { type: 'revoke', revoke: { original_message_id: 'wamid.weg' } }],
  ])('%s alone is no question and stays aside', (_, part) => {
    const raw = payloadOf([{ from: '31612345678', id: 'wamid.1', timestamp: String(SECOND), ...part }]);
    expect(normalise([raw])).toEqual({ kind: 'aside', code: 'whatsapp-nothing-said' });
  });
});
