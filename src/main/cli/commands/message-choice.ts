import { FORM_KANALEN } from '#application/ports/form-intake.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { messageStateSchema, type MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { UsageError } from '../exit-code.ts';

/** Words for a way in, Dutch and English, and the form that it narrows down to. */
const CHANNEL_WORDS: Readonly<Record<string, { channel: ChannelName; kanaal?: string }>> = {
  email: { channel: 'email' },
  'e-mail': { channel: 'email' },
  whatsapp: { channel: 'whatsapp' },
  brief: { channel: 'letter' },
  letter: { channel: 'letter' },
  post: { channel: 'letter' },
  form: { channel: 'form' },
  formulier: { channel: 'form' },
  ...Object.fromEntries(FORM_KANALEN.map((kanaal) => [kanaal, { channel: 'form' as const, kanaal }])),
};

export function parseChannel(word: string) {
  const choice = CHANNEL_WORDS[word.toLowerCase()];
  if (choice !== undefined) return choice;
  throw new UsageError(
    `onbekend kanaal: ${word} (kies uit email, whatsapp, brief, formulier, ${FORM_KANALEN.join(', ')})`,
  );
}

export function parseState(word: string): MessageState {
  const state = messageStateSchema.safeParse(word.toLowerCase());
  if (state.success) return state.data;
  throw new UsageError(`onbekende staat: ${word} (kies uit ${messageStateSchema.options.join(', ')})`);
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, u: 3_600_000, h: 3_600_000, d: 86_400_000 };

/** A moment (`2026-11-24`, `2026-11-24T08:30`, with or without zone) or how long ago (`90m`, `3u`, `2d`). */
export function parseSince(word: string, now: Date): Date {
  const ago = /^(\d{1,6})([muhd])$/.exec(word);
  if (ago !== null) return new Date(now.getTime() - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0));
  // A date alone means the start of that day here; JavaScript by itself would take it as UTC.
  const moment = new Date(/^\d{4}-\d\d-\d\d$/.test(word) ? `${word}T00:00:00` : word);
  if (/^\d{4}-\d\d-\d\d/.test(word) && !Number.isNaN(moment.getTime())) return moment;
  throw new UsageError(`geen tijdstip: ${word} (voorbeeld: 2026-11-24, 2026-11-24T08:30:00Z, 3u, 2d)`);
}

export function parseLimit(word: string): number {
  const limit = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  if (limit > 0) return limit;
  throw new UsageError(`geen aantal: ${word} (voorbeeld: 20)`);
}
