const zone = 'Europe/Amsterdam';
const moment = new Intl.DateTimeFormat('nl-NL', {
  timeZone: zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, dateStyle: 'long' });
const whole = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, dateStyle: 'long', timeStyle: 'short' });

/** `di 24 nov 14:05` */
export const shortMoment = (at: Date) => moment.format(at).replace(',', '');
/** `24 november 2026` */
export const dayOf = (at: Date) => day.format(at);
/** `24 november 2026 om 14:05` */
export const longMoment = (at: Date) => whole.format(at);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in one unit: `zojuist`, `5 minuten`, `3 uur`, `2 dagen`. */
export function age(since: Date, now: Date): string {
  const passed = now.getTime() - since.getTime();
  if (passed < MINUTE) return 'zojuist';
  if (passed < HOUR) return plural(Math.floor(passed / MINUTE), 'minuut', 'minuten');
  if (passed < DAY) return `${Math.floor(passed / HOUR)} uur`;
  return plural(Math.floor(passed / DAY), 'dag', 'dagen');
}

export const plural = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** `1,4 MB`; the units of file managers. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return plural(bytes, 'byte', 'bytes');
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / 1024 / 1024, 'MB'];
  return `${value.toLocaleString('nl-NL', { maximumFractionDigits: 1 })} ${unit}`;
}
