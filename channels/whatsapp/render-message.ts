import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { renderContent } from './render-content.ts';
import type { WhatsappMessage } from './whatsapp.parse.ts';

const QUOTE = 60;

/** One message with what it refers to: an answer without its question reads wrong. `others` are known by wamid. */
export function renderMessage(
  message: WhatsappMessage,
  others: ReadonlyMap<string, WhatsappMessage>,
  medium: Medium | undefined,
): string {
  const marks = [
    ...(message.advertisement === undefined ? [] : [`[via advertentie: ${message.advertisement}]`]),
    ...(message.forwarded ? ['[doorgestuurd]'] : []),
    ...(message.replyTo === undefined ? [] : [renderReply(others.get(message.replyTo))]),
  ];
  return [...marks, renderContent(message.content, medium)].join(' ');
}

function renderReply(original: WhatsappMessage | undefined): string {
  if (original === undefined) return '[antwoord op een eerder bericht]';
  const [first = ''] = renderContent(original.content).split('\n');
  return `[antwoord op “${cutText(first, QUOTE)}”]`;
}
