import { verifyAudit, type Anker, type AuditReport, type Breuk } from '#application/audit/verify-audit.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toJsonLine } from '../output/json-line.ts';
import { openRecords } from './open-records.ts';

export const verifyLog = (context: CliContext, ankers: readonly Anker[], json: boolean): Promise<number> =>
  openRecords(context, async ({ audit }) => {
    const report = await verifyAudit(audit, ankers);
    const { out } = context.terminal;
    if (json) out(toJsonLine(report));
    else toLines(report).forEach(out);
    return report.breuk === undefined ? EXIT.ok : EXIT.failed;
  });

const BREUK: Readonly<Record<Breuk['soort'], string>> = {
  'blok-ontbreekt': 'het blok ontbreekt',
  'blok-veranderd': 'het blok is veranderd',
  'keten-gebroken': 'het blok sluit niet aan op het blok ervoor',
  'regel-veranderd': 'een regel is veranderd',
  'regel-verwijderd': 'een regel is verwijderd',
  'regel-ingevoegd': 'een regel is ingevoegd',
  'anker-wijkt-af': 'het blok heeft een andere hash dan het opgegeven anker',
};

function toLines({ blokken, regels, vernietigd, ongezegeld, laatste, breuk }: AuditReport): string[] {
  const later = `${ongezegeld} ${ongezegeld === 1 ? 'regel' : 'regels'} nog niet verzegeld`;
  if (breuk !== undefined) {
    const { blok, regel, plaats } = breuk;
    const place = regel === undefined ? '' : `, regel ${plaats === undefined ? '' : `${plaats}, `}${regel}`;
    return [
      `NIET IN ORDE: ${BREUK[breuk.soort]} (blok ${blok}${place})`,
      `Tot daar klopt alles: ${blokken} blokken, ${regels} regels. ${later}.`,
    ];
  }
  const gone = vernietigd === 0 ? '' : `, waarvan ${vernietigd} volgens het logboek zelf vernietigd`;
  return [
    `In orde: ${blokken} blokken, ${regels} regels${gone}; ${later}.`,
    ...(laatste === undefined ? [] : [`Laatste blok ${laatste.blok}: ${laatste.hash}`]),
  ];
}
