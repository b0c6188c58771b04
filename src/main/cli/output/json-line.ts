import { HIDDEN } from '#domain/text/visible-text.ts';

/** Control characters that JSON itself leaves as they are. */
const CONTROLS = /[\u007f-\u009f]/g;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value as one line of JSON, the same value for whoever parses it; nothing in it commands a terminal or turns text. */
export const toJsonLine = (value: unknown) => JSON.stringify(value).replace(CONTROLS, escaped).replace(HIDDEN, escaped);
