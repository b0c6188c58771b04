import { cutText } from '#domain/text/cut-text.ts';
import type { WhatsappMessage } from './whatsapp.parse.ts';

const LENGTH = 100;
const GREETING =
  /^(hallo|hoi|hi|hey|hai|dag|goede?n?\s?(morgen|middag|avond|dag)|beste( gemeente)?|geachte( heer| mevrouw| gemeente)*|hello|good (morning|afternoon|evening)|test)?( allemaal| gemeente| daar)?[\s,.!]*$/iu;

/** First line that says something, cut at a word; empty when nobody wrote a text. */
export function conversationSubject(messages: readonly WhatsappMessage[]): string {
  const lines = messages.flatMap(({ content }) => textOf(content).split(/\r?\n/)).map((line) => line.trim());
  const telling = lines.find((line) => line !== '' && !GREETING.test(line)) ?? lines.find((line) => line !== '');
  return telling === undefined ? '' : cutAtWord(telling.replace(/\s+/g, ' '));
}

function textOf(content: WhatsappMessage['content']): string {
  if (content.kind === 'text' || content.kind === 'choice') return content.text;
  if (content.kind === 'medium') return content.caption ?? '';
  return '';
}

function cutAtWord(line: string): string {
  const cut = cutText(line, LENGTH);
  if (cut === line) return line;
  const space = cut.lastIndexOf(' ');
  return space > LENGTH / 2 ? `${cut.slice(0, space).replace(/[\s,;:.]+$/u, '')}…` : cut;
}
