import type { Leesgrond } from '../inzage/lezer.ts';
import type { TaakDossier } from './taak-dossier.schema.ts';

/** Of a task alone: that of its klantcontact is at least this much. */
export const grondVan = (
  taak: Pick<TaakDossier, 'kanaal' | 'eenheid' | 'behandelaar' | 'vertrouwelijk'>,
): Leesgrond => ({
  kanaal: taak.kanaal,
  vertrouwelijk: taak.vertrouwelijk === true,
  taken: [taak],
});
