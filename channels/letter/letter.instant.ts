/** Made once: it costs a hundred times what it does. */
const DAYS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
const FIRST_CREDIBLE = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

/** `JJJJ/MM/DD` of a moment, in Dutch time. */
export const toDayFolder = (instant: Date) => DAYS.format(instant).replaceAll('-', '/');

/** Scanners and copied files carry absurd dates; such a moment says nothing. */
export function isCredible(instant: Date, now: Date): boolean {
  const time = instant.getTime();
  return time >= FIRST_CREDIBLE && time <= now.getTime() + DAY_MS;
}
