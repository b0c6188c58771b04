/** Controls but for tab and line ends, and what changes the direction of text or hides in it (Unicode, UAX #9). */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu; // prettier-ignore

/** The text as a person sees it: a letter or its sidecar tells nobody anything by characters that show nothing. */
export const withoutUnseen = (text: string): string => text.toWellFormed().replace(UNSEEN, '');
