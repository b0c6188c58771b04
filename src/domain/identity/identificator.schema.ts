import { z } from 'zod';
import { limitedText } from '../text/limited-text.schema.ts';

/** Verwijzing naar een object in een ander register (Open Klant: vier velden van hoogstens 200 tekens). */
export const identificatorSchema = z.strictObject({
  objectId: limitedText(200),
  codeObjecttype: limitedText(200),
  codeRegister: limitedText(200),
  codeSoortObjectId: limitedText(200),
});
export type Identificator = z.infer<typeof identificatorSchema>;

/** VNG reference lists (29-01-2024): informatieobject 3, Documentenregister 7, Identificatie 4. */
export const INFORMATIEOBJECT_CODES = { codeObjecttype: '3', codeRegister: '7', codeSoortObjectId: '4' } as const;
