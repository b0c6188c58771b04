/** A moment as Open Klant writes it: UTC with `Z`, and six digits of a second or none (`2026-08-20T06:15:00Z`). */
export function toUtcTime(moment: Date): string {
  const [seconds = '', milliseconds = ''] = moment.toISOString().slice(0, -1).split('.');
  return milliseconds === '000' ? `${seconds}Z` : `${seconds}.${milliseconds}000Z`;
}
