import { registered } from '../seed.ts';
import { messageIdOf, type MailFacts } from './seed-mail.ts';

/** Mails of plain text: what most of a municipality's post looks like. */
export const plainQuestions: readonly MailFacts[] = [
  {
    id: 'paspoort',
    titel: 'paspoort verloren, regel stuurt naar Burgerzaken',
    minutenGeleden: 190,
    van: { naam: 'Marleen van der Heuvel', adres: 'marleen.vdheuvel@post.inwoner.example' },
    onderwerp: 'Paspoort kwijt, over twee weken op reis',
    tekst: `Goedemorgen,

Sinds het weekend kan ik mijn paspoort niet meer vinden. Over twee weken vlieg ik naar Portugal voor een
bruiloft. Kan ik met spoed een nieuw paspoort aanvragen, en moet ik dan eerst aangifte doen van vermissing?

Ik kan deze week alleen na vier uur langskomen.

Vriendelijke groet,
Marleen van der Heuvel`,
    expects: registered('BURG'),
  },
  {
    id: 'klacht',
    titel: 'klacht over een balie, voor het KCC',
    minutenGeleden: 175,
    van: { naam: 'J. Tuinstra', adres: 'j.tuinstra@brievenbus.example' },
    onderwerp: 'Klacht over de wachttijd van gisteren',
    tekst: `Geachte heer, mevrouw,

Gisteren had ik een afspraak om kwart over tien. Pas om vijf voor elf was ik aan de beurt, en daarna bleek dat
mijn aanvraag niet in het systeem stond. Ik heb daarvoor een halve dag vrij genomen.

Ik wil dat hier iets mee gebeurt en hoor graag wat. Een excuus alleen is niet genoeg.

J. Tuinstra`,
    expects: registered('KCC'),
  },
  {
    id: 'geen-onderwerp',
    titel: 'zonder onderwerp',
    minutenGeleden: 160,
    van: { naam: 'Ot de Graaf', adres: 'ot@degraaf-thuis.example' },
    tekst:
      'hoe laat gaat de milieustraat zaterdag open en mag ik met een aanhanger komen\n\nVerzonden vanaf mijn telefoon',
    expects: registered('KCC'),
  },
  {
    id: 'bijstand',
    titel: 'bijzondere bijstand, regel stuurt naar het Sociaal domein',
    minutenGeleden: 145,
    van: { naam: 'Noor Yıldız-Bakker', adres: 'noor.yb@post.inwoner.example' },
    onderwerp: 'Vraag over bijzondere bijstand voor een bril',
    tekst: `Hallo,

Mijn zoontje van zeven heeft een bril nodig en ik kan die nu niet betalen. Een vriendin zei dat daar bijzondere
bijstand voor is. Klopt dat, en welke papieren heb ik nodig? Ik werk drie dagen per week en heb een kleine
toeslag.

Groetjes, Noor`,
    expects: registered('SD'),
  },
  {
    id: 'paspoort-vervolg',
    titel: 'antwoord in een draad, hoort bij de eerste vraag',
    minutenGeleden: 30,
    van: { naam: 'Marleen van der Heuvel', adres: 'marleen.vdheuvel@post.inwoner.example' },
    onderwerp: 'Re: Paspoort kwijt, over twee weken op reis',
    kop: {
      'In-Reply-To': `<${messageIdOf('paspoort')}>`,
      References: `<${messageIdOf('paspoort')}>`,
    },
    tekst: `Nog een aanvulling: ik heb inmiddels aangifte gedaan bij de politie. Heeft u dat nummer nodig voor het
nieuwe paspoort?

Marleen

Op deze dag schreef Marleen van der Heuvel <marleen.vdheuvel@post.inwoner.example>:
> Sinds het weekend kan ik mijn paspoort niet meer vinden.`,
    expects: { ...registered('BURG'), antwoordOp: messageIdOf('paspoort') },
  },
];
