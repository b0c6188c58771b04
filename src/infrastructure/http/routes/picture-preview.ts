import type { Taakpagina } from '#application/inzage/taakpagina-inzage.ts';
import { isBesmet } from '#domain/informatieobject/scan.schema.ts';
import { readHead } from './read-head.ts';
import { pictureSize } from './picture-size.ts';
import { hasPreview, pictureType } from './safe-content.ts';

/** Whether a browser can show a picture lightly. */
export type Preview =
  | { readonly kind: 'light'; readonly type: string }
  | { readonly kind: 'too-large'; readonly width: number; readonly height: number }
  /** It is no picture, or its size stands nowhere near its beginning. */
  | { readonly kind: 'unreadable' };

/** A camera of a telephone makes 50; a small file can claim thousands, which cost four bytes each to look at. */
const MOST_PIXELS = 50_000_000;
/** Browsers draw nothing that is wider or higher. */
const LONGEST_SIDE = 32_767;
/** The size stands behind what a camera writes of itself: colour profiles, thumbnails. */
export const PREVIEW_BYTES = 256 * 1024;
/** Of more pictures than anybody looks at on one page the others can be downloaded. */
const MOST_PICTURES = 40;
const AT_ONCE = 4;

export function judgePicture(formaat: string, head: Uint8Array): Preview {
  const type = pictureType(formaat, head);
  const size = type === undefined ? undefined : pictureSize(type, head);
  if (type === undefined || size === undefined) return { kind: 'unreadable' };
  const { width, height } = size;
  const isLight = width * height <= MOST_PIXELS && Math.max(width, height) <= LONGEST_SIDE;
  return isLight ? { kind: 'light', type } : { kind: 'too-large', width, height };
}

/** What can be shown of these documents, by the uuid of their bijlage; what is no picture is not among them. */
export async function findPreviews(
  bijlagen: NonNullable<Taakpagina['contact']>['bijlagen'],
  open: (bijlage: string) => Promise<NodeJS.ReadableStream>,
): Promise<ReadonlyMap<string, Preview>> {
  const pictures = bijlagen
    .filter(({ informatieobject: { formaat, scan } }) => hasPreview(formaat) && !isBesmet(scan))
    .slice(0, MOST_PICTURES);
  const previews = new Map<string, Preview>();
  for (let start = 0; start < pictures.length; start += AT_ONCE) {
    await Promise.all(
      pictures.slice(start, start + AT_ONCE).map(async ({ bijlage, informatieobject }) => {
        // A page of which one picture cannot be had is still a page.
        const head = await open(bijlage)
          .then((bytes) => readHead(bytes, PREVIEW_BYTES))
          .catch(() => new Uint8Array());
        previews.set(bijlage, judgePicture(informatieobject.formaat, head));
      }),
    );
  }
  return previews;
}
