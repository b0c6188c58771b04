/** Pictures that browsers show without running anything; the bytes must be what the type says. */
const PICTURES: Readonly<Record<string, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

const bare = (formaat: string) => formaat.split(';', 1)[0]?.trim().toLowerCase() ?? '';

export const hasPreview = (formaat: string) => bare(formaat) in PICTURES;

/** What people can read as plain text: never rendered, not even HTML. */
export const hasTextView = (formaat: string) => /^(text\/|message\/rfc822$|application\/json$)/.test(bare(formaat));

/** The type under which these bytes may be shown as a picture; undefined when they are none. */
export function pictureType(formaat: string, bytes: Uint8Array): string | undefined {
  const signature = PICTURES[bare(formaat)];
  return signature?.every((byte, place) => bytes[place] === byte) === true ? bare(formaat) : undefined;
}

/** Nothing of a citizen's file may run: not its scripts, not its forms, not in our name. */
export const SANDBOX = "sandbox; default-src 'none'";

/** A name that ends in `exe` may not look as if it ended in `pdf`, in the list of downloads either. */
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** `attachment` with the name as it is (RFC 6266, RFC 8187), and an ASCII one for what knows no better. */
export function contentDisposition(kind: 'attachment' | 'inline', bestandsnaam: string): string {
  const wellFormed = bestandsnaam.toWellFormed().replace(TURNING, '_');
  const ascii = wellFormed.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const extended = encodeURIComponent(wellFormed).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
