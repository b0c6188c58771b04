import type { GrayImage } from './find-skew-angle.ts';

/** Darker than its surroundings by this much is ink. */
const CONTRAST = 40;
/** Pixels: a full stop at 300 dpi has some thirty. */
const LEAST_INK = 20;
const STEP = 7;

/**
 * Whether nothing at all stands on a page: the empty back of a sheet costs nothing to recognise. Only what is even from
 * edge to edge is blank here; a speck too many and it is looked at like any other page.
 */
export function isBlank({ data, width, height }: GrayImage): boolean {
  let ink = 0;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = STEP; x < width; x += 1) {
      if (Math.abs((data[row + x] ?? 0) - (data[row + x - STEP] ?? 0)) > CONTRAST) ink += 1;
    }
    if (ink > LEAST_INK) return false;
  }
  return true;
}
