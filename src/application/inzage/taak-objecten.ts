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
