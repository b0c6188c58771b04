import { htmlToPlainText } from './email.html-to-text.ts';
import type { Mail } from './email.mail.ts';
import type { PartNode } from './email.run-parser.ts';

type BodyText = Pick<Mail, 'text' | 'textSource'>;

const NOTHING: BodyText = { text: '', textSource: 'none' };

/**
 * What a reader of the mail sees, as plain text: of alternatives the plain one, or the HTML where that is empty; texts
 * that stand one after the other in that order (mailparser's own text leaves HTML beside plain text out).
 */
export function toBodyText(tree: PartNode, limit: number): BodyText {
  if (tree.isAttachment === true) return NOTHING;
  const { contentType } = tree;
  if (contentType === 'text/html') {
    return toBody(htmlToPlainText(tree.textContent ?? '', limit), 'html');
  }
  if (tree.children.length === 0) return toBody((tree.textContent ?? '').slice(0, limit), 'plain');
  const bodies = tree.children.map((child) => toBodyText(child, limit)).filter(({ text }) => text !== '');
  if (contentType === 'multipart/alternative') {
    return bodies.find(({ textSource }) => textSource === 'plain') ?? bodies.at(-1) ?? NOTHING;
  }
  const [first] = bodies;
  if (first === undefined) return NOTHING;
  return { text: bodies.map(({ text }) => text).join('\n\n'), textSource: first.textSource };
}

const toBody = (text: string, textSource: 'plain' | 'html'): BodyText =>
  text.trim() === '' ? NOTHING : { text: text.trim(), textSource };
