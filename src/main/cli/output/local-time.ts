const TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-20 10:15:00`, Dutch time. */
export const toLocalTime = (moment: Date) => TIME.format(moment);

/** The same with milliseconds, for steps that follow one another quickly. */
export const toLocalMoment = (moment: Date) =>
  `${TIME.format(moment)}.${String(moment.getUTCMilliseconds()).padStart(3, '0')}`;
