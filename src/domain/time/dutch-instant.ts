const ZONE = 'Europe/Amsterdam';
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * An ISO 8601 moment; one without a zone is Dutch time, one without a time is the beginning of that day. Nothing when it is
 * no moment, or one of before the year 1000.
 */
export function toInstant(written: string): Date | undefined {
  const match = ISO.exec(written.trim());
  if (match === null) return undefined;
  const [, day = '', time = '00:00', zone] = match;
  const instant = new Date(`${day}T${time}${zone ?? 'Z'}`);
  const moment = zone === undefined ? fromDutchClock(instant) : instant;
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

const fromDutchClock = (clock: Date): Date =>
  new Date(clock.getTime() - offsetMs(new Date(clock.getTime() - offsetMs(clock))));

/** How far Dutch clocks are ahead of UTC; NaN in years that are not written with four digits. */
function offsetMs(instant: Date): number {
  const local = new Date(instant).toLocaleString('sv-SE', { timeZone: ZONE });
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant.getTime() / 1000) * 1000;
}
