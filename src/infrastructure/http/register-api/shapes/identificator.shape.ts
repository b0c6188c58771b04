import type { Identificator } from '#domain/identity/identificator.schema.ts';

/** The four fields in Open Klant's order; empty where there is no identification. */
export function toIdentificatorShape(identificator?: Identificator) {
  return {
    objectId: identificator?.objectId ?? '',
    codeObjecttype: identificator?.codeObjecttype ?? '',
    codeRegister: identificator?.codeRegister ?? '',
    codeSoortObjectId: identificator?.codeSoortObjectId ?? '',
  };
}
