/** Whether a calendar day (`YYYY-MM-DD`, Europe/Amsterdam) is a public holiday; the calendar itself lives outside. */
export type IsHoliday = (day: string) => boolean;

const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });
const DAY = 86_400_000;
/** No day begins inside one: the Netherlands have been whole hours from UTC since 1940. */
const HOUR = 3_600_000;
let last = { hour: Number.NaN, day: '' };

/** Calendar day in the Netherlands of an instant, as `YYYY-MM-DD`. The last answer is kept: asking the calendar is slow. */
export function dayInAmsterdam(instant: Date): string {
  const hour = Math.floor(instant.getTime() / HOUR);
  if (hour !== last.hour) last = { hour, day: amsterdam.format(instant) };
  return last.day;
}

function isWorkingDay(day: string, isHoliday: IsHoliday): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(day);
}

/**
 * The end (17:00 in Amsterdam) of the `days`-th working day after the day of `from`. Saturdays, Sundays and public
 * holidays do not count. `days` 0 is the end of the same day if it is a working day, else of the next one.
 */
export function addWorkingDays(from: Date, days: number, isHoliday: IsHoliday): Date {
  let day = dayInAmsterdam(from);
  let left = days;
  while (left > 0 || !isWorkingDay(day, isHoliday)) {
    day = nextDay(day);
    if (isWorkingDay(day, isHoliday)) left -= 1;
  }
  return closingTime(day);
}

/** The end (17:00 in Amsterdam) of the last working day before the day of `instant`. */
export function workingDayBefore(instant: Date, isHoliday: IsHoliday): Date {
  let day = dayInAmsterdam(instant);
  do day = shiftDay(day, -DAY);
  while (!isWorkingDay(day, isHoliday));
  return closingTime(day);
}

const nextDay = (day: string) => shiftDay(day, DAY);
const shiftDay = (day: string, by: number) => new Date(Date.parse(`${day}T12:00:00Z`) + by).toISOString().slice(0, 10);

const hourInAmsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** 17:00 local time; the offset is read from the calendar, so that summer time is right. */
function closingTime(day: string): Date {
  const inSummer = new Date(`${day}T17:00:00+02:00`);
  return hourInAmsterdam.format(inSummer) === '17' ? inSummer : new Date(`${day}T17:00:00+01:00`);
}
