import { toVisibleLine } from '#domain/text/visible-text.ts';

/** Rows as text in columns, each as wide as its widest cell; the last one is not padded. */
export function toColumns(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(toVisibleLine));
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
