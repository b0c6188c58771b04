import { totalOf, type ChannelResult } from './channel-result.ts';

const HEAD = {
  kanaal: 'Kanaal',
  ontvangen: 'Ontvangen',
  bekend: 'Al bekend',
  geregistreerd: 'Geregistreerd',
  klantcontacten: 'Klantcontacten',
  kcc: 'Naar KCC',
  eenheden: 'Naar eenheden',
  geparkeerd: 'Geparkeerd',
  apart: 'Apart',
  seconden: 'Seconden',
} as const satisfies Record<keyof ChannelResult, string>;
type Column = keyof typeof HEAD;

/** The one table of the demo, as lines. `Al bekend` is there only when an earlier run has sent these messages before. */
export function resultsTable(results: readonly ChannelResult[]): string[] {
  const rows = [...results, totalOf(results)];
  const columns = (Object.keys(HEAD) as Column[]).filter(
    (column) => column !== 'bekend' || rows.some(({ bekend }) => bekend > 0),
  );
  const cells = [
    columns.map((column) => HEAD[column]),
    ...rows.map((row) => columns.map((column) => show(row, column))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  );
  const rule = '─'.repeat(lines[0]?.length ?? 0);
  return [...lines.slice(0, 1), rule, ...lines.slice(1, -1), rule, ...lines.slice(-1)];
}

const show = (row: ChannelResult, column: Column): string =>
  column === 'seconden' ? row.seconden.toFixed(1).replace('.', ',') : String(row[column]);
