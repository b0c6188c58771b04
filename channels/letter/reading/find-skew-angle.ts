/** A gray picture, one byte a pixel, row by row. */
export type GrayImage = { data: Uint8Array; width: number; height: number };

/** Degrees to turn the page (clockwise is positive, as sharp turns) so that its lines lie level, and how sharply the
 * lines stood out at that angle (only comparable between pictures of the same pixels). */
export type Skew = { angle: number; sharpness: number };

const LARGEST_ANGLE = 10;
const STRIP = 16;

/**
 * The skew of a page by its projection profile: seen along its text lines a page alternates between ink and paper most
 * sharply. Differences between neighbouring rows are squared, so a slow shadow over the page counts for nothing. The
 * picture should be small (about 1000 pixels long): the answer is good to a tenth of a degree and costs milliseconds.
 */
export function findSkewAngle(image: GrayImage): Skew {
  const strips = toStrips(image);
  const coarse = best(strips, image, range(-LARGEST_ANGLE, LARGEST_ANGLE, 0.5));
  return best(strips, image, range(coarse.angle - 0.5, coarse.angle + 0.5, 0.05));
}

/** The same page turned a quarter: row x of the result is column x of the picture. */
export function transpose({ data, width, height }: GrayImage): GrayImage {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) turned[x * height + y] = data[y * width + x] ?? 0;
  return { data: turned, width: height, height: width };
}

/** Ink per row in vertical strips of 16 pixels: within one strip a small slope does not matter. */
function toStrips({ data, width, height }: GrayImage): Float32Array[] {
  return Array.from({ length: Math.floor(width / STRIP) }, (_, s) => {
    const ink = new Float32Array(height);
    for (let y = 0; y < height; y += 1) {
      const start = y * width + s * STRIP;
      let sum = 0;
      for (let x = start; x < start + STRIP; x += 1) sum += 255 - (data[x] ?? 255);
      ink[y] = sum;
    }
    return ink;
  });
}

function best(strips: Float32Array[], image: GrayImage, angles: number[]): Skew {
  let winner: Skew = { angle: 0, sharpness: profileSharpness(strips, image.height, 0) };
  for (const angle of angles) {
    const sharpness = profileSharpness(strips, image.height, angle);
    if (sharpness > winner.sharpness) winner = { angle, sharpness };
  }
  return winner;
}

function profileSharpness(strips: Float32Array[], height: number, angle: number): number {
  const slope = Math.tan((angle * Math.PI) / 180);
  const profile = new Float64Array(height);
  strips.forEach((ink, s) => {
    const shift = Math.round((s - strips.length / 2) * STRIP * slope);
    const from = Math.max(0, -shift);
    const to = Math.min(height, height - shift);
    for (let y = from; y < to; y += 1) profile[y + shift] = (profile[y + shift] ?? 0) + (ink[y] ?? 0);
  });
  let sharpness = 0;
  for (let y = 1; y < height; y += 1) sharpness += ((profile[y] ?? 0) - (profile[y - 1] ?? 0)) ** 2;
  return sharpness;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}
