import type { Programma } from '#domain/inzage/lezer.ts';
import type { RegisterResource } from '#application/ports/register-reader.ts';

/** Fields beside a register document: of its klantcontact, and for an onderwerpobject of the klantcontact that it points at. */
export const INZAGE = '_inzage';
export const INZAGE_DAAR = '_inzageDaar';

/**
 * The documents of a resource that this program may read, as a filter: what `mayRead` says of their klantcontact. A
 * document without the private field is not shown to a program that has any limit. Actors are nobody's contact.
 */
export function readableBy(programma: Programma, resource: RegisterResource): object {
  if (resource === 'actoren') return {};
  const own = limits(programma, INZAGE);
  if (resource !== 'onderwerpobjecten' || Object.keys(own).length === 0) return own;
  // One that points at a contact which this program may not read would tell that it is there.
  return { ...own, $or: [{ wasKlantcontact: null }, limits(programma, INZAGE_DAAR)] };
}

const limits = ({ vertrouwelijk, kanalen, eenheden }: Programma, field: string) => ({
  ...(vertrouwelijk ? {} : { [`${field}.vertrouwelijk`]: false }),
  ...(kanalen === undefined ? {} : { [`${field}.kanaal`]: { $in: [...kanalen] } }),
  ...(eenheden === undefined ? {} : { [`${field}.eenheden`]: { $in: [...eenheden] } }),
});
