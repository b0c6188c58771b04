const ZONE = 'Europe/Amsterdam';
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An ISO 8601 moment; one without a zone is Dutch time, one without a time is the beginning of that day. */
export function toInstant(written: string): Date | undefined {
  const match = ISO.exec(written.trim());
  if (match === null) return undefined;
  const [, day = '', time = '00:00', zone] = match;
  const instant = new Date(`${day}T${time}${zone ?? 'Z'}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  return zone === undefined
    ? new Date(instant.getTime() - offsetMs(new Date(instant.getTime() - offsetMs(instant))))
    : instant;
}

/** How far Dutch clocks are ahead of UTC. */
function offsetMs(instant: Date): number {
  const local = new Date(instant).toLocaleString('sv-SE', { timeZone: ZONE });
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant.getTime() / 1000) * 1000;
}
