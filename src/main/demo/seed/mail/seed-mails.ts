import type { DemoMedia } from '../media/demo-media.ts';
import { automaticReply, bounce } from './automatic-mails.ts';
import { foreignQuestions } from './foreign-questions.ts';
import { htmlQuestion } from './html-question.ts';
import { longQuestion } from './long-question.ts';
import { mailsWithAttachments } from './mails-with-attachments.ts';
import { plainQuestions } from './plain-questions.ts';
import { seedMail, type SeedMail } from './seed-mail.ts';

/** Every mail of the demo, oldest first; `moment` is when this demo was first run. */
export function seedMails(moment: Date, media: DemoMedia): readonly SeedMail[] {
  const facts = [
    ...plainQuestions,
    longQuestion,
    htmlQuestion,
    ...foreignQuestions,
    ...mailsWithAttachments(media),
    automaticReply,
  ].sort((one, other) => other.minutenGeleden - one.minutenGeleden);
  return [...facts.map((mail) => seedMail(mail, moment)), bounce(moment)];
}
