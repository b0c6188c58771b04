/** When a conversation is finished, in milliseconds. */
export interface ConversationSettings {
  /** Silence after the last message. */
  readonly stilteMs: number;
  /** Hard cap after the first. */
  readonly maximumMs: number;
  /** Messages after which a conversation is finished at once. */
  readonly maximumBerichten: number;
  /** How long a sealed conversation waits for media that are still being fetched, and how often it looks. */
  readonly mediaWaitMs: number;
  readonly mediaPollMs: number;
  /** Media are asked for this long; Meta keeps them for about 30 days. */
  readonly mediaKeptMs: number;
}

/**
 * How long its job may wait before it looks at a conversation again, milliseconds: never longer than the silence. A
 * wait that is longer comes of a clock that jumped, and would hold up the conversation for as long as it jumped.
 */
export function waitFor(
  conversation: { firstReceivedAt: Date; lastReceivedAt: Date },
  settings: ConversationSettings,
  now: Date,
): number {
  return Math.min(dueAt(conversation, settings).getTime() - now.getTime(), settings.stilteMs);
}

/** The moment a conversation is due. */
export function dueAt(
  { firstReceivedAt, lastReceivedAt }: { firstReceivedAt: Date; lastReceivedAt: Date },
  { stilteMs, maximumMs }: ConversationSettings,
): Date {
  return new Date(Math.min(lastReceivedAt.getTime() + stilteMs, firstReceivedAt.getTime() + maximumMs));
}
