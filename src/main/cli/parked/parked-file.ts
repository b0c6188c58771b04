import { z } from 'zod';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { storedMessageSchema, type StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { taakDossierSchema, type TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';

/** One exported message beside its bytes: `<uuid>.json`. */
const parkedFileSchema = z.strictObject({
  bericht: storedMessageSchema.extend({ state: z.literal('parked') }),
  taak: taakDossierSchema,
});

/** Fields that hold a moment; JSON knows none. */
const MOMENTS = new Set([
  'op',
  'receivedAt',
  'acceptedAt',
  'finishedAt',
  'plaatsgevondenOp',
  'uiterlijkOp',
  'opgepaktOp',
  'afgehandeldOp',
  'gemeldOp',
]);

export function toParkedFile(bericht: MessageSummary, taak: TaakDossier): string {
  return `${JSON.stringify({ bericht, taak }, null, 2)}\n`;
}

/** Undefined when this is no export of ours, or says that it is another message than its key makes it. */
export function parseParkedFile(
  text: string,
): { readonly bericht: StoredMessage; readonly taak: TaakDossier } | undefined {
  try {
    const plain = JSON.parse(text) as { bericht?: { envelope?: unknown } };
    const revived = JSON.parse(text, (name, value: unknown) =>
      MOMENTS.has(name) && typeof value === 'string' ? new Date(value) : value,
    ) as { bericht?: object };
    // What a channel keeps beside the bytes is its own, and stays as it was written.
    const whole = { ...revived, bericht: { ...revived.bericht, envelope: plain.bericht?.envelope } };
    const parsed = parkedFileSchema.safeParse(whole);
    if (!parsed.success || parsed.data.bericht.uuid !== deterministicUuid(parsed.data.bericht.key, 'message'))
      return undefined;
    return parsed.data;
  } catch {
    return undefined;
  }
}
