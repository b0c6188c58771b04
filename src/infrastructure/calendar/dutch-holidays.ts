import Holidays from 'date-holidays';
import type { IsHoliday } from '#domain/interne-taak/working-days.ts';

/** Every five years, since 1990, Bevrijdingsdag is a day off for everyone; in other years offices are open. */
const isBevrijdingsdag = (year: number, date: string) => date === `${year}-05-05` && year >= 1990 && year % 5 === 0;

/**
 * Days on which municipal offices in the Netherlands are closed: nieuwjaarsdag, both days of Pasen, Koningsdag (on the
 * 26th when the 27th is a Sunday), Bevrijdingsdag in lustrum years, Hemelvaartsdag, both days of Pinksteren and of
 * Kerstmis. Goede Vrijdag and oudejaarsdag are not among them. Computed once per year and kept.
 */
export function createDutchHolidays(): IsHoliday {
  const calendar = new Holidays('NL');
  const years = new Map<number, ReadonlySet<string>>();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year) ?? closedDays(calendar, year);
    years.set(year, known);
    return known.has(day);
  };
}

function closedDays(calendar: Holidays, year: number): ReadonlySet<string> {
  return new Set(
    calendar
      .getHolidays(year)
      .map(({ date, type }) => ({ date: date.slice(0, 10), type }))
      .filter(({ date, type }) => type === 'public' || isBevrijdingsdag(year, date))
      .map(({ date }) => date),
  );
}
