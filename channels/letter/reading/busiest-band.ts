import type { GrayImage } from './find-skew-angle.ts';

/** Pixels between two looks: a change from one to the other is the edge of a letter. */
const STEP = 4;
const CONTRAST = 60;

/** The part of a level page, as wide as the page and so many pixels high, where most is written. */
export function busiestBand(page: GrayImage, height: number): GrayImage {
  const { data, width } = page;
  if (page.height <= height) return page;
  const edges = Float64Array.from({ length: page.height }, (_, y) => edgesOfRow(page, y));
  let sum = edges.subarray(0, height).reduce((total, one) => total + one, 0);
  let [most, top] = [sum, 0];
  for (let y = height; y < page.height; y += 1) {
    sum += (edges[y] ?? 0) - (edges[y - height] ?? 0);
    if (sum > most) [most, top] = [sum, y - height + 1];
  }
  return { data: data.slice(top * width, (top + height) * width), width, height };
}

function edgesOfRow({ data, width }: GrayImage, y: number): number {
  let count = 0;
  for (let at = y * width + STEP; at < (y + 1) * width; at += STEP) {
    if (Math.abs((data[at] ?? 0) - (data[at - STEP] ?? 0)) > CONTRAST) count += 1;
  }
  return count;
}
