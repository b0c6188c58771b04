import { safeFileName } from '#domain/text/safe-file-name.ts';
import type { MediumContent } from './content.ts';
import { soortOf } from './render-content.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/ogg': '.ogg',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
};

/** `audio/ogg; codecs=opus` is stored as `audio/ogg`. */
export const bareMediaType = (formaat: string | undefined) => {
  const bare = formaat?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(bare) ? bare : 'application/octet-stream';
};

/** The sender's own name for a document, made safe; others are named by what they are. */
export function mediumFileName(content: MediumContent, formaat: string, place: number): string {
  const own = safeFileName(content.filename ?? '');
  return own === '' ? `${soortOf(content)}-${place}${EXTENSIONS[formaat] ?? ''}` : own;
}
