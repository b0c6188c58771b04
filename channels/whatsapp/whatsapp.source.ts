import { createHash } from 'node:crypto';
import { createAcceptPayload, type AcceptPayloadDeps } from '#application/accept-payload.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import type { ChannelSource } from '../channel.ts';
import type { WhatsappConfig } from './whatsapp.config.ts';
import { payloadUuid } from './whatsapp.message-key.ts';
import { isSignature, verifySignature, verifyToken } from './whatsapp.verify.ts';

export interface WhatsappSourceDeps extends AcceptPayloadDeps {
  readonly clock: Clock;
  /** Deliveries that are not taken apart yet; without it there may be any number. */
  readonly bound?: IntakeBound;
}

/** Deliveries and bytes in one write: a wire message of MongoDB holds 48 MB. */
const GROUP = { groupSize: 500, groupBytes: 16 * 1024 * 1024 };

/** Meta's webhook: verify, make durable, and only then say 200. Nothing is parsed here. */
export function createWhatsappSource(
  config: WhatsappConfig,
  deps: WhatsappSourceDeps,
): WhatsappWebhook & ChannelSource {
  const { webhookBytes, wachtend, wachtendBytes, bevestigMs, traagMs } = config.limieten;
  const intake = createAcceptPayload(deps, {
    waiting: wachtend,
    waitingBytes: wachtendBytes,
    deadlineMs: bevestigMs,
    slowMs: traagMs,
    ...GROUP,
  });
  let stopped = false;

  return {
    name: 'whatsapp',
    maxBodyBytes: webhookBytes,

    challenge(query) {
      if (query['hub.mode'] !== 'subscribe') return { status: 400, body: '' };
      if (!verifyToken(query['hub.verify_token'], config.verifyToken)) return { status: 403, body: '' };
      const challenge = query['hub.challenge'];
      if (typeof challenge !== 'string' || challenge.length > 1_000) return { status: 400, body: '' };
      return { status: 200, body: challenge };
    },

    mayBeSigned: isSignature,

    async receive(rawBody, signature) {
      if (rawBody.byteLength > webhookBytes) return { status: 413 };
      if (!verifySignature(rawBody, signature, config.appSecret)) return { status: 401 };
      if (stopped || deps.bound?.isFull() === true) return { status: 503 };
      const uuid = payloadUuid(createHash('sha256').update(rawBody).digest('hex'));
      try {
        await intake.accept({ uuid, raw: rawBody, receivedAt: deps.clock.now() });
        deps.bound?.add(1);
        return { status: 200 };
      } catch {
        // Said in the log by whoever failed, once for all that waited; Meta sends it again for seven days.
        return { status: 503 };
      }
    },

    start: () => Promise.resolve(),
    async stop() {
      stopped = true;
      await intake.drain();
    },
    health() {
      const detail = intake.lastFailure();
      return [{ name: 'whatsapp:webhook', ok: detail === undefined, ...(detail === undefined ? {} : { detail }) }];
    },
  };
}
