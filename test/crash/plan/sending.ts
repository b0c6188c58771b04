/** What is sent; each kind has its own expected end. */
export const SENDING_KINDS = {
  mail: [
    'plain',
    'attachment',
    'large',
    'repeated',
    'traced',
    'pile',
    'nul',
    'automatic',
    'bounce',
    'too-deep',
    'repaired',
    'reopened',
  ],
  whatsapp: ['burst', 'batch', 'repeated', 'redelivered', 'picture', 'unreadable'],
  form: ['webformulier', 'balie', 'lost-answer', 'twice-at-once', 'answered', 'answered-later', 'two-answers'],
  letter: ['text-pdf', 'with-sidecar', 'repeated', 'corrupt'],
} as const;

export type Entrance = keyof typeof SENDING_KINDS;
export type SendingKind = { [E in Entrance]: `${E}/${(typeof SENDING_KINDS)[E][number]}` }[Entrance];

/** Serials that one sending may use: a burst or a pile has one for each of its messages. */
export const SERIALS_A_SENDING = 25;

/** One thing that somebody outside does, at its moment (milliseconds from the start). */
export interface Sending {
  readonly at: number;
  readonly kind: SendingKind;
  /** Names the message; what it says holds it, so that the register can be searched for it. */
  readonly serial: number;
  /** For choices within this sending. */
  readonly seed: number;
}
