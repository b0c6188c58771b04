// What JSON itself leaves as it is and a terminal, or the eye, would obey.
const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A value as one line of JSON, the same value for whoever parses it; nothing in it commands a terminal or turns text. */
export const toJsonLine = (value: unknown) =>
  JSON.stringify(value).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
