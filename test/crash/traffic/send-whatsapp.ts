import { createHash } from 'node:crypto';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { payloadOf, sign, text } from '#test/support/whatsapp/payloads.ts';
import type { Random } from '../plan/random.ts';
import type { SENDING_KINDS, Sending } from '../plan/sending.ts';
import { APP_SECRET } from '../world/crash-config.ts';
import { questionOf } from './compose.ts';
import { MEDIA } from './media.ts';
import type { Outside } from './outside.ts';
import { persist, refuse } from './persist.ts';
import { markOf } from './sent-log.ts';

type WhatsappKind = (typeof SENDING_KINDS)['whatsapp'][number];
const ANSWER_MS = 10_000;

/** Each sending has a sender of its own; what it says in one go may still become two conversations when deliveries are late. */
export async function sendWhatsapp(outside: Outside, { kind, serial }: Sending, random: Random): Promise<void> {
  const name = kind.slice('whatsapp/'.length) as WhatsappKind;
  if (name === 'unreadable') {
    await sendUnreadable(outside, kind, serial);
    return;
  }
  const from = `316${String(10_000_000 + serial)}`;
  const seconds = Math.floor(Date.now() / 1000);
  const count = name === 'burst' || name === 'batch' ? random.int(2, 4) : 1;
  const messages = Array.from({ length: count }, (_, index) => {
    const id = wamidOf(serial, index);
    const said = `${questionOf(random)} ${markOf(serial + index)}`;
    return name === 'picture' ? picture(id, seconds, from, said, random) : text(id, seconds + index, said, from);
  });
  const groups = name === 'batch' ? [messages] : messages.map((message) => [message]);
  for (const [place, group] of groups.entries()) {
    const payload = payloadOf(group, { from, naam: 'Inwoner' });
    await deliver(outside, payload, random);
    for (const index of name === 'batch' ? messages.keys() : [place]) {
      const alias = wamidOf(serial, index);
      const hasMedium = name === 'picture';
      outside.sent.add({ serial: serial + index, kind, alias, expected: 'registered', hasMedium });
    }
    if (name === 'repeated') await deliver(outside, payload, random);
    // The same message in another delivery: Meta promises nothing about that.
    if (name === 'redelivered') await deliver(outside, payloadOf(group, { from, naam: 'Inwoner Tweemaal' }), random);
  }
}

const wamidOf = (serial: number, index: number) =>
  `wamid.${Buffer.from(`crash-${serial + index}`).toString('base64url')}`;

const picture = (id: string, seconds: number, from: string, caption: string, random: Random) => ({
  from,
  id,
  timestamp: String(seconds),
  type: 'image',
  image: { id: random.pick(MEDIA).id, mime_type: 'image/jpeg', caption },
});

/** Signed by Meta, and not to be read: it is parked as a whole. */
async function sendUnreadable(outside: Outside, kind: Sending['kind'], serial: number): Promise<void> {
  const body = new TextEncoder().encode(`{"object":"whatsapp_business_account","entry":[{"${markOf(serial)}`);
  await persist(() => post(outside, outside.fleet.addresses(), body), outside.signal);
  const sha256 = createHash('sha256').update(body).digest('hex');
  outside.sent.add({
    serial,
    kind,
    alias: deterministicUuid(`whatsapp:payload:${sha256}`, 'message'),
    expected: 'parked',
  });
}

async function deliver(outside: Outside, payload: Uint8Array, random: Random): Promise<void> {
  await persist(() => {
    const addresses = outside.fleet.addresses();
    return post(outside, addresses.length > 1 ? [random.pick(addresses)] : addresses, payload);
  }, outside.signal);
}

/** As Meta: anything but 200 is no. */
async function post({ signal }: Outside, [address]: readonly string[], body: Uint8Array): Promise<boolean> {
  if (address === undefined) return false;
  const { status } = await fetch(`${address}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, APP_SECRET) },
    body: Buffer.from(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
  });
  refuse('/webhooks/whatsapp', status);
  return status === 200;
}
