import { createSealAudit } from '#application/audit/seal-audit.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createMailboxCursorRepository } from '#infrastructure/mongo/mailbox-cursor-repository.ts';
import { auditKeys } from '../audit/keys.ts';
import { newMessage } from '../spine/create-spine.ts';
import { settings } from '../spine/register-settings.ts';
import { askQuestion } from '../taken/ask-question.ts';
import type { Whatsapp } from '../whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '../whatsapp/payloads.ts';

/** More than fits in a message's own document: its bytes are in GridFS. */
const LARGE = 1_200_000;

/** Something of every channel and of every state, with files of every kind, and a sealed audit log. */
export async function fillEveryChannel({ spine, receive, runJobs, clock, collection }: Whatsapp): Promise<void> {
  const seconds = Math.floor(clock.at / 1_000);
  await receive(payloadOf([text('wamid.1', seconds, 'Er ligt grofvuil op straat. '.repeat(80))]));
  await runJobs();
  await receive(
    payloadOf([text('wamid.2', Math.floor(clock.at / 1_000), 'Hallo', '31687654321')], { from: '31687654321' }),
  );
  await runJobs(clock.at);
  for (const [index, subject] of ['Vraag over afval', `Lang ${'x'.repeat(LARGE)}`, 'unreadable', 'aside'].entries()) {
    const message = newMessage(subject, 100 + index);
    await spine.acceptMessages([message]);
    await spine.registerMessages('email', [message.uuid]);
  }
  await spine.acceptMessages([newMessage('Nog niet gelezen', 200)]);
  for (const kanaal of ['brief', 'balie', 'telefoon', 'webformulier', 'email'] as const) {
    await askQuestion(spine.register, settings, (message) => spine.messages.accept([message], undefined), { kanaal });
  }
  const cursors = createMailboxCursorRepository(spine.mongo.connection);
  await cursors.save({ mailbox: 'info', folder: 'INBOX', uidValidity: '1', lastUid: 200 });
  await collection('uitgaand').insertOne({
    _id: 'd3b0a9a2-6f6e-5c1e-9c53-0f1f4f4f4f4f' as never,
    soort: 'melding',
    aan: 'kcc@voorbeeldstad.example',
    van: 'systeem',
    onderwerp: 'Taak',
    tekst: 'Er is een taak',
    messageId: 'd3@voorbeeldstad.example',
    state: 'verzonden',
    attempts: 1,
    aangemaaktOp: new Date(),
  });
  const audit = createAuditRepository(spine.mongo.connection);
  await createSealAudit({ audit, clock: { now: () => new Date() }, keys: auditKeys })();
}
