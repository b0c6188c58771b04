import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { formEnvelopeSchema } from './form.envelope.ts';
import { unreadableForm } from './form.errors.ts';
import { parseForm } from './form.parse.ts';
import { toInboundMessages } from './form.to-inbound-message.ts';

/** Reads one accepted form: its klantcontacten, or that none is needed. Throws unprocessable Failures only. */
export function normalise(input: NormaliseInput): Promise<Normalised> {
  return Promise.resolve().then(() => {
    const envelope = formEnvelopeSchema.parse(input.envelope);
    const parsed = parseForm(input.raw);
    if (parsed.ok) return toInboundMessages(parsed.form, envelope, input);
    throw unreadableForm(parsed.faults.some(({ code }) => code === 'parse_error') ? 'form-not-json' : 'form-invalid');
  });
}
