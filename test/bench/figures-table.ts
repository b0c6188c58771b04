import type { Line } from './summarise.ts';

/** The figures as lines of text. */
export function figuresTable(lines: readonly Line[]): string[] {
  const rows = [
    ['', 'ours', 'reference', 'ratio', 'target', ''],
    ...lines.map(({ what, value, unit, reference, ratio, target = '', holds }) => [
      what,
      `${round(value)} ${unit}`,
      reference === undefined ? '' : `${round(reference)} ${unit}`,
      ratio === undefined ? '' : `${(ratio * 100).toFixed(0)} %`,
      target,
      holds === undefined ? '' : holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1)).replace(/\.0$/, '');
