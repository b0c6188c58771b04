import { HIDDEN } from '#domain/text/visible-text.ts';

/** Controls but for tab and line ends. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** The text as a person sees it: a letter or its sidecar tells nobody anything by characters that show nothing. */
export const withoutUnseen = (text: string): string => text.toWellFormed().replace(CONTROLS, '').replace(HIDDEN, '');
