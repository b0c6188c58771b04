import { z } from 'zod';
import type { SeedForm } from '../seed/form/seed-forms.ts';

const numbered = z.array(z.looseObject({ uuid: z.uuid(), nummer: z.string() }));
const answerSchema = z.looseObject({ klantcontacten: numbered, internetaken: numbered });
export type FormAnswer = z.infer<typeof answerSchema>;

/** What a form builder does: posts the submission and gets the numbers back. Known submissions get the same answer. */
export async function postForm(address: string, token: string, { kanaal, body }: SeedForm): Promise<FormAnswer> {
  const response = await fetch(`${address}/formulieren/${kanaal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Token ${token}` },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`/formulieren/${kanaal} answered ${response.status} instead of 201`);
  return answerSchema.parse(await response.json());
}
