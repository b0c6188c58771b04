import { eld } from 'eld/extrasmall';

/**
 * Languages we tell apart, ISO 639-1 to ISO 639-2/T (the reference list of the VNG). The rest is left out on purpose:
 * Afrikaans would take short Dutch texts, and the like.
 */
// prettier-ignore
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'ara', bg: 'bul', cs: 'ces', da: 'dan', de: 'deu', el: 'ell', en: 'eng', es: 'spa', fa: 'fas', fi: 'fin',
  fr: 'fra', he: 'heb', hi: 'hin', hr: 'hrv', hu: 'hun', it: 'ita', ja: 'jpn', lt: 'lit', lv: 'lav', nl: 'nld',
  no: 'nor', pl: 'pol', pt: 'por', ro: 'ron', ru: 'rus', sk: 'slk', sl: 'slv', sq: 'sqi', sr: 'srp', sv: 'swe',
  th: 'tha', tr: 'tur', uk: 'ukr', ur: 'urd', vi: 'vie', zh: 'zho',
};

/** Below this many letters a guess is a coin toss (measured on short municipal texts). */
const FEWEST_LETTERS = 15;
/** Up to this many the detector's own doubt is believed. */
const DOUBTED_LETTERS = 60;
/** More text costs time and changes nothing. */
const LOOK_AT = 300;
/** Addresses and links are in no language. */
const ADDRESS = /[^\s@]{0,64}(?:@|:\/\/)\S*/g;

/** Words that are common in Dutch and stand in no other language of the list: most mail needs no detector. */
const DUTCH = new Set(
  'het een ik niet van voor mijn graag wordt zijn ook naar maar deze kunt kunnen heb heeft geen bij uit aan'.split(' '),
);
const DUTCH_SHARE = 0.2;
const DUTCH_LOOK_AT = 200;

eld.setLanguageSubset(Object.keys(LANGUAGES));

/** ISO 639-2/T code of the language of a text, or undefined when that cannot be said. */
export function detectLanguage(text: string): string | undefined {
  const start = text.slice(0, LOOK_AT);
  const sample = /@|:\/\//.test(start) ? start.replace(ADDRESS, ' ') : start;
  if (isPlainlyDutch(sample)) return 'nld';
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEWEST_LETTERS) return undefined;
  const result = eld.detect(sample);
  return letters < DOUBTED_LETTERS && !result.isReliable() ? undefined : LANGUAGES[result.language];
}

function isPlainlyDutch(sample: string): boolean {
  const words = sample.slice(0, DUTCH_LOOK_AT).toLowerCase().split(' ');
  let hits = 0;
  for (const word of words) if (DUTCH.has(word)) hits += 1;
  return hits >= 3 && hits >= words.length * DUTCH_SHARE;
}
