import { htmlToPlainText } from './email.html-to-text.ts';
import type { Mail } from './email.mail.ts';
import type { PartNode } from './email.run-parser.ts';

type BodyText = Pick<Mail, 'text' | 'textSource'>;
/** Characters that may still be looked at, in all texts of the mail together: a thousand pages cost no more than one. */
interface Room {
  left: number;
}

const NOTHING: BodyText = { text: '', textSource: 'none' };

/**
 * What a reader of the mail sees, as plain text: of alternatives the plain one, or the HTML where that is empty; texts
 * that stand one after the other in that order (mailparser's own text leaves HTML beside plain text out).
 */
export const toBodyText = (tree: PartNode, limit: number): BodyText => textOf(tree, { left: limit });

function textOf(tree: PartNode, room: Room): BodyText {
  if (tree.isAttachment === true) return NOTHING;
  const { contentType, textContent = '' } = tree;
  if (contentType === 'text/html' || tree.children.length === 0) return leafText(textContent, contentType, room);
  if (contentType === 'multipart/alternative') return alternative(tree.children, room);
  const bodies = tree.children.map((child) => textOf(child, room)).filter(({ text }) => text !== '');
  const [first] = bodies;
  if (first === undefined) return NOTHING;
  return { text: bodies.map(({ text }) => text).join('\n\n'), textSource: first.textSource };
}

function leafText(content: string, contentType: string | false | undefined, room: Room): BodyText {
  if (room.left === 0) return NOTHING;
  const isHtml = contentType === 'text/html';
  const text = isHtml ? htmlToPlainText(content, room.left) : content.slice(0, room.left);
  room.left -= Math.min(room.left, content.length);
  return text.trim() === '' ? NOTHING : { text: text.trim(), textSource: isHtml ? 'html' : 'plain' };
}

function alternative(children: readonly PartNode[], room: Room): BodyText {
  let last = NOTHING;
  for (const child of children) {
    const body = textOf(child, room);
    if (body.textSource === 'plain') return body;
    if (body.text !== '') last = body;
  }
  return last;
}
