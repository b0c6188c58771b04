import type { Leesgrond } from '#domain/inzage/lezer.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Objecten } from './getoond.ts';

/** A task shows what its klantcontact is about. */
export const taakObjecten = ({
  soort,
  uuid,
  klantcontact,
}: Pick<TaakDossier, 'soort' | 'uuid' | 'klantcontact'>): Objecten => [
  { soort: soort === 'herstel' ? 'taak' : 'internetaak', uuid },
  ...(klantcontact === undefined ? [] : [{ soort: 'klantcontact', uuid: klantcontact }]),
];

/** Of a task alone: that of its klantcontact is at least this much. */
export const grondVan = (taak: Pick<TaakDossier, 'kanaal' | 'eenheid' | 'behandelaar'>): Leesgrond => ({
  kanaal: taak.kanaal,
  vertrouwelijk: false,
  taken: [taak],
});
