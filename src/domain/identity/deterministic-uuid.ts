import { parse, v5 } from 'uuid';

/** Namespace of every id this program makes. Changing it would register every message again. */
const NAMESPACE = parse('7d1c9d5e-4b0c-5a53-9a2e-6f1f0c7b8e21');
const utf8 = new TextEncoder();

/**
 * UUIDv5 (RFC 9562 section 5.5) of a message's key and the role that a document plays for it. The same message gives
 * the same ids on every attempt and on every machine, so a repeated attempt meets the unique index, not a second copy.
 */
export function deterministicUuid(key: string, role: string): string {
  return v5(utf8.encode(`${key}\n${role}`), NAMESPACE);
}
