import type { Auditzegel } from './auditzegel.schema.ts';

/** A block without a key, as it always was hashed: the moment is not in it. */
export const toPlainText = ({ blok, vorige, regels }: Pick<Auditzegel, 'blok' | 'vorige' | 'regels'>): string =>
  [blok, vorige, ...regels.map(({ uuid, hash }) => `${uuid} ${hash}`)].join('\n');

/**
 * A block with a key as one text in which every field has its fixed place. A change of this form asks for another
 * `versie`: it would break every seal that stands.
 */
export function toKeyedText(block: Omit<Auditzegel, 'hash'>): string {
  const { versie, sleutel, blok, vorige, gezegeldOp, eerder, vernietiging, regels } = block;
  const { totEnMet, hash, verklaring, door, dagen, voor } = vernietiging ?? {};
  return JSON.stringify([
    versie,
    sleutel,
    blok,
    vorige,
    gezegeldOp.toISOString(),
    eerder ?? null,
    vernietiging === undefined ? null : [totEnMet, hash, verklaring, door, dagen, voor?.toISOString()],
    regels.map((regel) => [regel.uuid, regel.hash]),
  ]);
}

/** What the hash of a block without a key left open: when it was sealed. */
export const toEerderText = ({ blok, hash, gezegeldOp }: Pick<Auditzegel, 'blok' | 'hash' | 'gezegeldOp'>): string =>
  `${blok} ${hash} ${gezegeldOp.toISOString()}\n`;
