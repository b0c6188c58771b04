import { registered } from '../seed.ts';
import type { DemoMedia } from '../media/demo-media.ts';
import type { MailFacts } from './seed-mail.ts';

const jpeg = (naam: string, bytes: Uint8Array) => ({ naam, mediaType: 'image/jpeg', bytes });
const pdf = (naam: string, bytes: Uint8Array) => ({ naam, mediaType: 'application/pdf', bytes });

/** Mails whose point is in what is attached. */
export const mailsWithAttachments = (media: DemoMedia): readonly MailFacts[] => [
  {
    id: 'bezwaar',
    titel: 'bezwaar met een PDF, regel stuurt naar Juridische zaken',
    minutenGeleden: 95,
    van: { naam: 'R. Koelewijn', adres: 'r.koelewijn@post.inwoner.example' },
    onderwerp: 'Bezwaarschrift tegen uw besluit over de dakkapel',
    tekst: `Geachte commissie,

Hierbij maak ik bezwaar tegen uw besluit over de dakkapel van mijn buren. De gronden staan in de bijlage.
Ik verzoek u de ontvangst te bevestigen.

Hoogachtend,
R. Koelewijn`,
    bijlagen: [pdf('bezwaarschrift.pdf', media.bezwaarschrift)],
    expects: registered('JUR'),
  },
  {
    id: 'stoeptegel',
    titel: 'melding openbare ruimte met een foto, regel stuurt naar Beheer openbare ruimte',
    minutenGeleden: 80,
    van: { naam: 'Wim Zandstra', adres: 'wim.zandstra@brievenbus.example' },
    onderwerp: 'Losse stoeptegels bij de bushalte',
    tekst: `Dag,

Bij de bushalte Molenweg liggen al weken stoeptegels los. Vanochtend is mijn vrouw er bijna over gevallen met
haar rollator. Zie de foto.

Wim Zandstra`,
    bijlagen: [jpeg('bushalte molenweg.jpg', media.stoeptegels)],
    expects: registered('BOR'),
  },
  {
    id: 'parkeervergunning',
    titel: 'parkeervergunning met PDF en foto, tekst naast HTML',
    minutenGeleden: 70,
    van: { naam: 'Chaima el Idrissi', adres: 'chaima.ei@post.inwoner.example' },
    onderwerp: 'Parkeervergunning: nieuwe auto, andere straat',
    tekst: `Beste mensen,

Ik heb een parkeervergunning voor zone B en krijg volgende week een andere auto. Tegelijk verhuis ik naar zone C.
Moet ik de vergunning opzeggen en opnieuw aanvragen, of kan het in een keer? Huurcontract en foto van de auto
doe ik erbij.

Chaima el Idrissi`,
    html: `<p>Beste mensen,</p><p>Ik heb een <strong>parkeervergunning</strong> voor zone B en krijg volgende week een andere
auto. Tegelijk verhuis ik naar zone C. Moet ik de vergunning opzeggen en opnieuw aanvragen, of kan het in een keer?
Huurcontract en foto van de auto doe ik erbij.</p><p>Chaima el Idrissi</p>`,
    bijlagen: [pdf('huurcontract.pdf', media.huurcontract), jpeg('auto.jpg', media.auto)],
    expects: registered('PARK'),
  },
];
