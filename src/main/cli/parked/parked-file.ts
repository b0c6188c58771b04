import { z } from 'zod';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { storedMessageSchema, type StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { taakDossierSchema, type TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { vervangingUuid } from '#domain/inbound-message/vervanging-uuid.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
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

/** Undefined when this is no export of ours, or names what is not its own: another message, task or file. */
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
    return parsed.success && isOfItself(parsed.data) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whoever changed the file may have put the ids of others in it, to have them shown or opened as belonging to this one. */
function isOfItself({ bericht, taak }: z.infer<typeof parkedFileSchema>): boolean {
  const { uuid, key, klantcontacten, herstel } = bericht;
  const vervangingen = herstel?.vervangingen ?? [];
  return (
    uuid === deterministicUuid(key, 'message') &&
    klantcontacten.length === 0 &&
    taak.soort === 'herstel' &&
    taak.uuid === herstelTaakUuid(uuid) &&
    taak.klantcontact === undefined &&
    taak.messages.every((one) => one === uuid) &&
    vervangingen.every(({ id, sha256 }) => id === vervangingUuid(uuid, sha256))
  );
}
