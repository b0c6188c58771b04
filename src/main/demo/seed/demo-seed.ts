import { createDemoMedia } from './media/demo-media.ts';
import { seedForms, type SeedForm } from './form/seed-forms.ts';
import type { SeedLetter } from './letter/seed-letter.ts';
import { seedLetters } from './letter/seed-letters.ts';
import type { SeedMail } from './mail/seed-mail.ts';
import { seedMails } from './mail/seed-mails.ts';
import type { SeedConversation } from './whatsapp/seed-conversation.ts';
import { seedConversations } from './whatsapp/seed-conversations.ts';

export interface DemoSeed {
  readonly mails: readonly SeedMail[];
  readonly conversations: readonly SeedConversation[];
  readonly letters: readonly SeedLetter[];
  readonly forms: readonly SeedForm[];
}

/**
 * Everything that the demo sends: invented people of an invented municipality, addresses under .example, phone numbers
 * of an unused range. The same `moment` gives the same bytes, so that a second run sends the same messages again.
 */
export async function createDemoSeed(moment: Date): Promise<DemoSeed> {
  const media = await createDemoMedia(moment);
  return {
    mails: seedMails(moment, media),
    conversations: seedConversations(moment, media),
    letters: await seedLetters(moment),
    forms: seedForms(),
  };
}
