import type { Inzage } from '#domain/inzage/inzage.ts';
import { toInzage } from '#domain/inzage/inzage.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';
import { INZAGE, INZAGE_DAAR } from './readable-by.ts';

/** Who may read a unit that is being registered. */
export const inzageOf = ({ klantcontact: { kanaal, vertrouwelijk }, dossiers }: KlantcontactUnit): Inzage =>
  toInzage({ kanaal, vertrouwelijk, taken: dossiers });

/** Who may read our answer: nobody with limits, until it is looked up whose question it answers. */
export const inzageOfAnswer = (unit: KlantcontactUnit): Inzage => ({ ...inzageOf(unit), eenheden: [] });

export const withInzage = <T extends object>(inzage: Inzage, documents: readonly T[]) =>
  documents.map((document) => ({ ...document, [INZAGE]: inzage }));

/** With that of the klantcontact it points at too, as far as that is known. */
export const withInzageDaar = <T extends Onderwerpobject>(
  known: ReadonlyMap<string, Inzage>,
  documents: readonly T[],
) =>
  documents.map((document) => {
    const there = document.wasKlantcontact === undefined ? undefined : known.get(document.wasKlantcontact);
    return there === undefined ? document : { ...document, [INZAGE_DAAR]: there };
  });
