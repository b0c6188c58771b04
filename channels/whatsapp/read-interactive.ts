import { z } from 'zod';
import type { Content } from './content.ts';

const titled = z.looseObject({ title: z.string().min(1), description: z.string().min(1).optional().catch(undefined) });

/** Answers to buttons, lists, forms (flows) and the question whether we may call. */
export function readInteractive(part: Record<string, unknown>): Content {
  const reply = titled.safeParse(part['button_reply'] ?? part['list_reply']);
  if (reply.success) {
    const { title, description } = reply.data;
    return { kind: 'choice', text: title, ...(description === undefined ? {} : { description }) };
  }
  const form = z.looseObject({ response_json: z.string() }).safeParse(part['nfm_reply']);
  if (form.success) return readForm(form.data.response_json);
  const permission = z.looseObject({ response: z.string() }).safeParse(part['call_permission_reply']);
  if (permission.success) return { kind: 'call-permission', granted: permission.data.response === 'accept' };
  return { kind: 'unsupported', whole: false };
}

/** `response_json` is JSON within a string; `flow_token` is between Meta and us. */
function readForm(json: string): Content {
  try {
    const answers: unknown = JSON.parse(json);
    if (typeof answers !== 'object' || answers === null) return { kind: 'unsupported', whole: false };
    const fields = Object.entries(answers).filter(([name]) => name !== 'flow_token');
    return { kind: 'form', fields: fields.map(([name, value]) => [name, toText(value)] as const) };
  } catch {
    return { kind: 'unsupported', whole: false };
  }
}

const toText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
