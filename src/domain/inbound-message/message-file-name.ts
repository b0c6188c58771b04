const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'image/tiff': 'tif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** The usual ending for this media type; one that opens nothing by itself when we do not know. */
export const extensionOf = (mediaType: string): string => EXTENSIONS[mediaType.toLowerCase()] ?? 'bin';

/** Name for the bytes of a message as they came. */
export const messageFileName = (uuid: string, mediaType: string): string => `bericht-${uuid}.${extensionOf(mediaType)}`;

/** Media type of a file that replaces bytes of this type: by the ending of its name where that says so. */
export function mediaTypeOf(fileName: string, otherwise: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  const usual = ending === 'tiff' ? 'tif' : ending === 'jpeg' ? 'jpg' : ending;
  return Object.entries(EXTENSIONS).find(([, one]) => one === usual)?.[0] ?? otherwise;
}
