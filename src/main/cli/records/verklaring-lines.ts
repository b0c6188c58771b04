import type { Verklaring } from '#domain/records/verklaring.ts';
import { toColumns } from '../output/columns.ts';
import { toLocalTime } from '../output/local-time.ts';

/** A verklaring van vernietiging as it is printed and archived. */
export function toVerklaringLines(verklaring: Verklaring): string[] {
  const { uuid, soort, begonnenOp, klaarOp, door, reden, regels, tellingen } = verklaring;
  const rows = Object.entries(tellingen).flatMap(([naam, counts]) =>
    Object.entries(counts).map(([kind, count]) => [`  ${naam}`, kind, String(count)]),
  );
  return [
    `Verklaring van vernietiging ${uuid}`,
    `  soort:    ${soort}`,
    `  begonnen: ${toLocalTime(begonnenOp)}`,
    `  klaar:    ${klaarOp === undefined ? 'afgebroken; een volgende keer maakt het af' : toLocalTime(klaarOp)}`,
    `  door:     ${door}`,
    ...(reden === undefined ? [] : [`  reden:    ${reden}`]),
    ...regels.map(
      ({ naam, dagen, voor }) => `  regel:    ${naam}, ${dagen} dagen (alles van voor ${toLocalTime(voor)})`,
    ),
    ...(rows.length === 0 ? ['  Er is niets vernietigd.'] : toColumns(rows)),
  ];
}
