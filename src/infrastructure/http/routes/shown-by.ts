import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';

/** A page of a task shows the task and its klantcontact. */
export const shownBy = ({ soort, uuid, klantcontact }: TaakDossier) => [
  { soort: soort === 'herstel' ? 'taak' : 'internetaak', uuid },
  ...(klantcontact === undefined ? [] : [{ soort: 'klantcontact', uuid: klantcontact }]),
];
