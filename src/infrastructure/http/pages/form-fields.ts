import { parseDestination } from './destination-field.ts';

/** What stands in a counter form, as text: shown again as it was when something is wrong. */
export interface FormFields {
  readonly inzendingId: string;
  readonly gestartOp: string;
  readonly betrokkenen: readonly Fields[];
  readonly onderwerpen: readonly Fields[];
}
export type Fields = Readonly<Record<string, string>>;

const MOST = 20;

export const emptyForm = (inzendingId: string, now: Date): FormFields => ({
  inzendingId,
  gestartOp: now.toISOString(),
  betrokkenen: [{}],
  onderwerpen: [{}],
});

/** Reads `betrokkenen.0.achternaam=...` and its likes; what is not there is empty, what is too much is left out. */
export function readFormFields(body: unknown): FormFields {
  const sent = new Map(
    Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [name, first(value)]),
  );
  const group = (name: string): Fields[] => {
    const count = Math.min(Math.max(Number(sent.get(`aantal.${name}`) ?? 1) || 1, 1), MOST);
    return Array.from({ length: count }, (_, index) => {
      const prefix = `${name}.${index}.`;
      const mine = [...sent].filter(([key]) => key.startsWith(prefix));
      return Object.fromEntries(mine.map(([key, value]) => [key.slice(prefix.length), value]));
    });
  };
  return {
    inzendingId: sent.get('inzendingId') ?? '',
    gestartOp: sent.get('gestartOp') ?? '',
    betrokkenen: group('betrokkenen'),
    onderwerpen: group('onderwerpen'),
  };
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : '';
};

/** The same form with one more person or subject, or one fewer; the first of each stays. */
export function changeFormFields(fields: FormFields, actie: string): FormFields {
  const [what = '', name = '', place = ''] = actie.split(':');
  if (name !== 'betrokkenen' && name !== 'onderwerpen') return fields;
  const list = fields[name];
  if (what === 'erbij' && list.length < MOST) return { ...fields, [name]: [...list, {}] };
  if (what === 'weg' && list.length > 1)
    return { ...fields, [name]: list.filter((_, index) => String(index) !== place) };
  return fields;
}

/** The form as the JSON that every form is (channels/form/README.md). */
export function toFormBody({ inzendingId, gestartOp, betrokkenen, onderwerpen }: FormFields) {
  return {
    inzendingId,
    gestartOp,
    betrokkenen: betrokkenen.map(toBetrokkene),
    onderwerpen: onderwerpen.map(toOnderwerp),
  };
}

const toBetrokkene = (fields: Fields) => ({
  rol: fields['rol'],
  naam: {
    voornaam: fields['voornaam'],
    voorvoegselAchternaam: fields['voorvoegselAchternaam'],
    achternaam: fields['achternaam'],
  },
  organisatienaam: fields['organisatienaam'],
  telefoonnummer: fields['telefoonnummer'],
  emailadres: fields['emailadres'],
  wasPartij: fields['geidentificeerd'] === 'ja' ? fields['wasPartij'] : undefined,
});

function toOnderwerp(fields: Fields) {
  const beantwoord = fields['beantwoord'] === 'ja';
  const naar = parseDestination(fields['naar']);
  return {
    onderwerp: fields['onderwerp'],
    vraag: fields['vraag'],
    antwoord: fields['antwoord'],
    beantwoord,
    zaak: fields['zaak'],
    vertrouwelijk: fields['vertrouwelijk'] === 'ja',
    // Hidden while the question is answered: what was chosen there before is not meant any more.
    ...(beantwoord
      ? {}
      : {
          opvolging: {
            handeling: fields['handeling'],
            afdeling: naar?.eenheid,
            medewerker: naar?.medewerker,
            toelichting: fields['toelichting'],
          },
        }),
  };
}
