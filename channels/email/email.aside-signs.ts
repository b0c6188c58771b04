import type { HeaderBlock, HeaderField } from './email.header-block.ts';

/** Fields that classifyMail looks at to keep a mail aside, each with the values that say nothing. */
export const ASIDE_SIGNS: Readonly<Record<string, RegExp | undefined>> = {
  'x-klantcontact-intake': undefined,
  'x-failed-recipients': undefined,
  'auto-submitted': /^no\b/i,
  'x-autoreply': undefined,
  'x-autorespond': undefined,
  'x-auto-response-suppress': undefined,
  precedence: undefined,
  'list-id': undefined,
  'list-unsubscribe': undefined,
  'return-path': /[^<>\s]/,
  'content-type': /^(text\/|multipart\/(?!report\b))/i,
};

/**
 * The signs of a mail, for its key. What is written can be copied by whoever has it, signs added, and sent before the mail
 * itself comes: with other signs it is another mail, so that a copy that is kept aside keeps nothing else there.
 */
export const asideSigns = ({ fields }: HeaderBlock): string =>
  fields
    .filter(isSign)
    .map(({ name, value }) => `${name}:${value.replace(/\s+/g, ' ')}\n`)
    .sort()
    .join('');

const isSign = ({ name, value }: HeaderField) =>
  Object.hasOwn(ASIDE_SIGNS, name) && ASIDE_SIGNS[name]?.test(value) !== true;
