import { createHash } from 'node:crypto';
import { registered } from '../seed.ts';
import type { DemoMedia } from '../media/demo-media.ts';
import { seedConversation, wamidOf, type ConversationFacts, type SeedConversation } from './seed-conversation.ts';

const text = (body: string) => ({ type: 'text', text: { body } });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

const verhuizing: ConversationFacts = {
  id: 'verhuizing',
  titel: 'drie berichten achter elkaar, samen één klantcontact',
  telefoon: '31600000011',
  naam: 'Sanne',
  berichten: [
    text('hoi, even een vraagje'),
    text('ik ga 1 februari samenwonen bij mijn vriend, hij woont al in voorbeeldstad'),
    text('moet ik dat zelf doorgeven of doet de verhuurder dat? en moet hij nog toestemming geven??'),
  ],
  expects: registered('KCC'),
};

const afval: ConversationFacts = {
  id: 'zwerfafval',
  titel: 'locatie en reactie, regel stuurt naar Beheer openbare ruimte',
  telefoon: '31600000012',
  naam: 'Buurtapp Zuid',
  berichten: [
    text('Er ligt al een week zwerfafval naast de glasbak, ook een matras'),
    {
      type: 'location',
      location: { latitude: 52.0001, longitude: 5.0001, name: 'Glasbak', address: 'Hoek Zuidsingel' },
    },
    {
      type: 'reaction',
      reaction: { message_id: wamidOf('zwerfafval', 0), emoji: '👍' },
    },
  ],
  expects: registered('BOR'),
};

function lantaarnpaal({ lantaarnpaal: foto, spraakbericht }: DemoMedia): ConversationFacts {
  return {
    id: 'lantaarnpaal',
    titel: 'foto en spraakbericht, regel stuurt naar Beheer openbare ruimte',
    telefoon: '31600000013',
    naam: 'Rachid B.',
    berichten: [
      text('Goedenavond, de lantaarnpaal voor nummer 40 doet het niet meer'),
      {
        type: 'image',
        image: { id: '300000000000001', mime_type: 'image/jpeg', sha256: sha256(foto), caption: 'kijk, pikkedonker' },
      },
      {
        type: 'audio',
        audio: {
          id: '300000000000002',
          mime_type: 'audio/ogg; codecs=opus',
          sha256: sha256(spraakbericht),
          voice: true,
        },
      },
    ],
    media: [
      { id: '300000000000001', mediaType: 'image/jpeg', bytes: foto },
      { id: '300000000000002', mediaType: 'audio/ogg', bytes: spraakbericht },
    ],
    expects: registered('BOR'),
  };
}

/** Every WhatsApp conversation of the demo. */
export const seedConversations = (moment: Date, media: DemoMedia): readonly SeedConversation[] =>
  [verhuizing, lantaarnpaal(media), afval].map((facts) => seedConversation(facts, moment));
