import type { TaakDossier, TaakGebeurtenis } from '#domain/interne-taak/taak-dossier.schema.ts';
import { explainMislukt } from '#domain/uitgaand/mail-words.ts';
import type { ExplainParked } from './reason-part.ts';

/** What our own code wrote in a task as a code is read by people as a sentence; what colleagues wrote stays as it is. */
export function readableToelichting({ soort, toelichting }: TaakDossier, explain: ExplainParked): string | undefined {
  if (soort !== 'herstel') return toelichting;
  return toelichting?.replace(/^Reden: ([a-z0-9-]+)$/m, (_, code: string) => `Reden: ${explain(code)} (${code})`);
}

/** The same for a line of the history. */
export function readableGebeurtenis(
  dossier: Pick<TaakDossier, 'soort'>,
  { soort, toelichting }: TaakGebeurtenis,
  explain: ExplainParked,
): string | undefined {
  if (toelichting === undefined) return undefined;
  if (dossier.soort === 'herstel' && soort === 'aangemaakt') return `${explain(toelichting)} (${toelichting})`;
  const [, code] = soort === 'verzending-mislukt' ? (/^\w+ [0-9a-f-]{36}: (.+)$/.exec(toelichting) ?? []) : [];
  return code === undefined ? toelichting : `${explainMislukt(code)} (${code})`;
}
