import { aside, registered, type Seed } from '../seed.ts';

/** One form as another program posts it to `/formulieren/<kanaal>`. */
export interface SeedForm extends Seed {
  readonly channel: 'form';
  readonly kanaal: 'balie' | 'telefoon' | 'webformulier';
  readonly body: Readonly<Record<string, unknown>>;
}

type Facts = Omit<SeedForm, 'channel' | 'terms'> & { readonly id: string };

/** Gebruikersnaam of the account that stands at the counter in the demo. */
export const BALIEMEDEWERKER = 'kcc';

const forms: readonly Facts[] = [
  {
    id: 'openingstijd',
    titel: 'anoniem en aan de balie beantwoord: niets te registreren',
    kanaal: 'balie',
    body: {
      medewerker: BALIEMEDEWERKER,
      betrokkenen: [{ rol: 'klant' }],
      onderwerpen: [
        {
          onderwerp: 'Openingstijden stadhuis',
          vraag: 'Is het stadhuis op donderdagavond open?',
          antwoord: 'Ja, op afspraak van vijf tot acht.',
          beantwoord: true,
        },
      ],
    },
    expects: aside,
  },
  {
    id: 'afspraak',
    titel: 'bekende inwoner, aan de telefoon beantwoord',
    kanaal: 'telefoon',
    body: {
      medewerker: BALIEMEDEWERKER,
      betrokkenen: [{ rol: 'klant', wasPartij: '7d0a3c51-6a0e-4f0e-9a44-0d5f2b6c1e01' }],
      onderwerpen: [
        {
          onderwerp: 'Afspraak verzetten',
          vraag: 'Kan de afspraak van morgen voor het rijbewijs naar volgende week?',
          antwoord: 'De afspraak staat nu op dinsdag om tien over negen.',
          beantwoord: true,
        },
      ],
    },
    expects: { ...registered(), naar: [] },
  },
  {
    id: 'twee-vragen',
    titel: 'twee onderwerpen op een webformulier: twee klantcontacten',
    kanaal: 'webformulier',
    body: {
      betrokkenen: [
        {
          rol: 'klant',
          naam: { voornaam: 'Joost', voorvoegselAchternaam: 'van', achternaam: 'Ommeren' },
          emailadres: 'joost.vanommeren@post.inwoner.example',
        },
      ],
      onderwerpen: [
        { onderwerp: 'Grofvuil', vraag: 'Kan ik een oude bank laten ophalen, en wat kost dat?' },
        { onderwerp: 'Rijbewijs', vraag: 'Mijn rijbewijs verloopt in mei. Hoe lang duurt het verlengen?' },
      ],
    },
    expects: registered('BURG', 'KCC'),
  },
  {
    id: 'terugbellen',
    titel: 'beller die teruggebeld wil worden',
    kanaal: 'telefoon',
    body: {
      medewerker: BALIEMEDEWERKER,
      betrokkenen: [{ rol: 'klant', volledigeNaam: 'Mevrouw Aalders', telefoonnummer: '06 00 00 00 21' }],
      onderwerpen: [
        {
          onderwerp: 'Kwijtschelding gemeentebelasting',
          vraag: 'Wil weten of zij met een klein pensioen kwijtschelding kan krijgen.',
        },
      ],
    },
    expects: registered('KCC'),
  },
];

/** Every form of the demo. The submission id is fixed: a second run sends the same submissions. */
export const seedForms = (): readonly SeedForm[] =>
  forms.map(({ id, body, ...facts }) => ({
    ...facts,
    channel: 'form',
    terms: [`demo-${id}`],
    body: { inzendingId: `demo-${id}`, ...body },
  }));
