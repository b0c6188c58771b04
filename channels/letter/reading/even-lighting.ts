import type { GrayImage } from './find-skew-angle.ts';

/** About 5 mm at 300 dpi: larger than a letter's strokes, smaller than the shadow of a hand. */
const BLOCK = 64;
/** The share of a block's pixels that may be brighter than its paper; the rest of it is ink and shade. */
const BRIGHTER = 0.1;
const EVEN = 215;
const DARKEST_PAPER = 56;

/**
 * A photographed page with the shadow taken off: every pixel is measured against the paper around it. Without this a
 * page in half shade loses its dark half without a sign, because the other half is read with high confidence. A page
 * that is lit evenly comes back as it is.
 */
export function evenLighting(page: GrayImage): GrayImage {
  const grid = paperBrightness(page);
  if (grid.paper.every((brightness) => brightness >= EVEN)) return page;
  const data = new Uint8Array(page.data.length);
  for (let y = 0; y < page.height; y += 1) {
    const row = brightnessRow(grid, y);
    for (let x = 0; x < page.width; x += 1) {
      const at = y * page.width + x;
      data[at] = Math.min(255, ((page.data[at] ?? 0) * 255) / between(row, x));
    }
  }
  return { ...page, data };
}

type Grid = { paper: Float32Array; columns: number; rows: number };

/** Brightness of the paper per block, taken over from a neighbour where a block is all ink. */
function paperBrightness(page: GrayImage): Grid {
  const columns = Math.ceil(page.width / BLOCK);
  const rows = Math.ceil(page.height / BLOCK);
  const measured = Float32Array.from({ length: columns * rows }, (_, i) =>
    brightnessOfBlock(page, (i % columns) * BLOCK, Math.floor(i / columns) * BLOCK),
  );
  const paper = measured.map((_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    let brightest = DARKEST_PAPER;
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1)
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1)
        brightest = Math.max(brightest, measured[r * columns + c] ?? 0);
    return brightest;
  });
  return { paper, columns, rows };
}

function brightnessOfBlock({ data, width, height }: GrayImage, left: number, top: number): number {
  const histogram = new Uint32Array(256);
  const right = Math.min(left + BLOCK, width);
  const bottom = Math.min(top + BLOCK, height);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const value = data[y * width + x] ?? 0;
      histogram[value] = (histogram[value] ?? 0) + 1;
    }
  let brighter = (right - left) * (bottom - top) * BRIGHTER;
  for (let value = 255; value > 0; value -= 1) {
    brighter -= histogram[value] ?? 0;
    if (brighter < 0) return value;
  }
  return 0;
}

/** The grid at the height of one pixel row, between the rows of block centres above and below it. */
function brightnessRow({ paper, columns, rows }: Grid, y: number): Float32Array {
  const at = Math.min(Math.max(y / BLOCK - 0.5, 0), rows - 1);
  const above = Math.floor(at);
  const below = Math.min(above + 1, rows - 1);
  return Float32Array.from({ length: columns }, (_, c) => {
    const [a, b] = [paper[above * columns + c] ?? 255, paper[below * columns + c] ?? 255];
    return a + (b - a) * (at - above);
  });
}

function between(row: Float32Array, x: number): number {
  const at = Math.min(Math.max(x / BLOCK - 0.5, 0), row.length - 1);
  const left = Math.floor(at);
  const a = row[left] ?? 255;
  return a + ((row[left + 1] ?? a) - a) * (at - left);
}
