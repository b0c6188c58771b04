/** WhatsApp began in 2009; anything older is a broken clock. */
const FIRST = Date.UTC(2009, 0, 1);
const DAY = 86_400_000;

export interface SentTime {
  readonly at: Date;
  /** False when the message's own time could not be used and the time of receipt stands in. */
  readonly credible: boolean;
}

/** Meta gives seconds since 1970, as a string; sometimes as a number, sometimes as something else. */
export function parseSentTime(timestamp: unknown, receivedAt: Date): SentTime {
  const usable = typeof timestamp === 'number' || (typeof timestamp === 'string' && /^\d{1,12}$/.test(timestamp));
  const ms = usable ? Number(timestamp) * 1_000 : Number.NaN;
  const credible = ms >= FIRST && ms <= receivedAt.getTime() + DAY;
  return credible ? { at: new Date(ms), credible } : { at: receivedAt, credible: false };
}
