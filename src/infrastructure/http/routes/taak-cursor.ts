import type { TaakCursor } from '#application/ports/taak-store.ts';

/** Place in a list, as it stands in an address. */
export const formatCursor = ({ plaatsgevondenOp, uuid }: TaakCursor) => `${plaatsgevondenOp.getTime()}.${uuid}`;

/** Undefined for anything that `formatCursor` did not make: the list then begins at its beginning. */
export function parseCursor(value: unknown): TaakCursor | undefined {
  const [, time, uuid] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(typeof value === 'string' ? value : '') ?? [];
  return time === undefined || uuid === undefined ? undefined : { plaatsgevondenOp: new Date(Number(time)), uuid };
}
