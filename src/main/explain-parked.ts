import { VERNIETIGD, VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import { SCAN_REFUSED } from '#application/scan-document.ts';
import { ASIDE_UITLEG as asideEmail } from '#channels/email/email.classify.ts';
import { UNREADABLE_UITLEG as email } from '#channels/email/email.errors.ts';
import { ASIDE_UITLEG as asideForm, UNREADABLE_UITLEG as form } from '#channels/form/form.errors.ts';
import { UNREADABLE_UITLEG as letter } from '#channels/letter/letter.errors.ts';
import { ASIDE_UITLEG as asideWhatsapp, UNREADABLE_UITLEG as whatsapp } from '#channels/whatsapp/whatsapp.errors.ts';

/** What the reading process itself stumbles over, whatever the channel. */
const READER: Readonly<Record<string, string>> = {
  'reader-timeout': 'Het lezen duurde langer dan de limiet. Het bericht zelf kan goed zijn.',
  'reader-out-of-memory': 'Het lezen kostte meer geheugen dan de limiet. Het bericht zelf kan goed zijn.',
  'reader-answer-refused':
    'Het leesprogramma gaf een antwoord dat niet uit dit bericht kan komen. Open het bericht niet zonder overleg met de beheerder.',
  'reader-crashed': 'Het leesprogramma liep vast op dit bericht. Het bericht zelf kan goed zijn.',
};
const SCANNER: Readonly<Record<string, string>> = {
  [SCAN_REFUSED]:
    'De virusscanner kan een bestand in dit bericht niet beoordelen: hij loopt erop vast of weigert het. Kijk in het log van clamd.',
};
const OWN_FAULT =
  'Het programma maakte bij dit bericht steeds dezelfde fout. Meld de code aan de beheerder; het bericht zelf kan goed zijn.';

/** Whatever the channel. */
const ASIDE: Readonly<Record<string, string>> = {
  [VERWORPEN]: 'Door een collega weggelegd zonder te registreren.',
  [VERNIETIGD]: 'Vernietigd omdat de bewaartermijn voorbij was, of op verzoek van de afzender.',
  ...asideEmail,
  ...asideForm,
  ...asideWhatsapp,
};

const SENTENCES: Readonly<Record<string, string>> = {
  ...READER,
  ...SCANNER,
  ...ASIDE,
  ...email,
  ...form,
  ...letter,
  ...whatsapp,
};

/** Why a message is parked or aside, in a Dutch sentence for whoever has to decide about it. */
export const explainParked = (code: string): string =>
  (Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined) ?? OWN_FAULT;
