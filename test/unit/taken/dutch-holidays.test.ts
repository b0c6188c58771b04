import { describe, expect, it } from 'vitest';
import { addWorkingDays, workingDayBefore } from '#domain/interne-taak/working-days.ts';
import { createDutchHolidays } from '#infrastructure/calendar/dutch-holidays.ts';

const isHoliday = createDutchHolidays();
const closed = (year: number) => {
  const days = Array.from({ length: 366 }, (_, at) => new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10));
  return days.filter((day) => day.startsWith(String(year)) && isHoliday(day));
};

describe('days on which municipal offices are closed', () => {
  it('are the ten of 2025, with Koningsdag on the 26th and Bevrijdingsdag because of the lustrum', () => {
    expect(closed(2025)).toEqual([
      '2025-01-01',
      '2025-04-20',
      '2025-04-21',
      '2025-04-26',
      '2025-05-05',
      '2025-05-29',
      '2025-06-08',
      '2025-06-09',
      '2025-12-25',
      '2025-12-26',
    ]);
  });

  it('leave Bevrijdingsdag, Goede Vrijdag and oudejaarsdag open in 2026', () => {
    expect(['2026-04-03', '2026-05-05', '2026-12-31'].filter(isHoliday)).toEqual([]);
    expect(['2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25'].filter(isHoliday)).toHaveLength(4);
  });
});

describe('a deadline in working days', () => {
  it('skips the weekend, Pasen and Koningsdag', () => {
    // Thursday 2 April 2026; Good Friday is a working day, then Easter weekend and Monday.
    expect(addWorkingDays(new Date('2026-04-02T09:00:00Z'), 2, isHoliday).toISOString()).toBe(
      '2026-04-07T15:00:00.000Z',
    );
    expect(addWorkingDays(new Date('2026-04-24T09:00:00Z'), 1, isHoliday).toISOString()).toBe(
      '2026-04-28T15:00:00.000Z',
    );
  });

  it('ends at five in the afternoon by the Dutch clock, in winter and in summer', () => {
    expect(addWorkingDays(new Date('2026-03-26T09:00:00Z'), 1, isHoliday).toISOString()).toBe(
      '2026-03-27T16:00:00.000Z',
    );
    expect(addWorkingDays(new Date('2026-03-27T09:00:00Z'), 1, isHoliday).toISOString()).toBe(
      '2026-03-30T15:00:00.000Z',
    );
    expect(addWorkingDays(new Date('2026-10-23T09:00:00Z'), 1, isHoliday).toISOString()).toBe(
      '2026-10-26T16:00:00.000Z',
    );
  });

  it('counts from the Dutch day: late in the evening in London it is tomorrow here', () => {
    expect(addWorkingDays(new Date('2026-11-23T23:30:00Z'), 1, isHoliday).toISOString()).toBe(
      '2026-11-25T16:00:00.000Z',
    );
  });

  it('is announced at five on the working day before, which may be before Kerstmis', () => {
    expect(workingDayBefore(new Date('2026-12-28T16:00:00Z'), isHoliday).toISOString()).toBe(
      '2026-12-24T16:00:00.000Z',
    );
  });
});
