import { compile } from 'html-to-text';
import { SHALLOW_FORMATTERS, SHALLOW_SELECTORS } from './email.html-indents.ts';

/** Deeper than this a page is broken or hostile, and the converter's own stack becomes the cost. */
const MOST_LEVELS = 400;
/** Elements that never open a level, or that a sibling closes. */
const FLAT = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'p li dt dd option tr td th thead tbody tfoot font span a b i u strong em'
  ).split(' '),
);

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: MOST_LEVELS * 2, ellipsis: '…' },
  formatters: {
    ...SHALLOW_FORMATTERS,
    cell: (element, walk, builder) => {
      walk(element.children, builder);
      builder.addInline(' ');
    },
  },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'hr', format: 'lineBreak' },
    ...SHALLOW_SELECTORS,
  ],
});

/** Plain text of an HTML mail: no links written out, no images, no wrapping. At most `limit` characters are looked at. */
export function htmlToPlainText(html: string, limit: number): string {
  const page =
    html.length > limit
      ? withoutBulk(html)
          .slice(0, limit)
          .replace(/<[^<>]*$/, '')
      : html;
  if (isTooDeep(page)) return stripTags(page);
  try {
    return tidy(convert(page).slice(0, limit));
  } catch {
    return stripTags(page);
  }
}

/** Pictures written into the page itself: what they take of the limit is lost to the words after them. */
const DATA_ADDRESS = /\bdata:[a-z]{1,20}\/[\w.+-]{1,80};base64,[a-z0-9+/=\s]*/gi;

/** A long page without what nobody reads in it: style sheets, scripts, comments, pictures. */
function withoutBulk(html: string): string {
  const words = cutOut(
    cutOut(cutOut(html, /<!--/g, /-->/g), /<style\b/gi, /<\/style\b/gi),
    /<script\b/gi,
    /<\/script\b/gi,
  );
  return words.replace(DATA_ADDRESS, '');
}

/** Without what stands from each `open` to the `close` after it. Goes forward only: what never closes costs one look. */
function cutOut(page: string, open: RegExp, close: RegExp): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    open.lastIndex = at;
    const begin = open.exec(page)?.index;
    if (begin === undefined) break;
    close.lastIndex = begin;
    if (close.exec(page) === null) break;
    kept.push(page.slice(at, begin));
    at = close.lastIndex;
  }
  return kept.join('') + page.slice(at);
}

/** Mail programs fill pages with invisible spacers; a reader of plain text sees only the holes they leave. */
function tidy(text: string): string {
  return text
    .replace(/[\u200b\u200c\u034f\u00ad\u2060\ufeff]+/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** One pass over the tags: an estimate that a page of ordinary mail never reaches. */
function isTooDeep(page: string): boolean {
  let depth = 0;
  let flatOpen = 0;
  for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    const step = slash === '' ? 1 : -1;
    if (FLAT.has(name.toLowerCase())) flatOpen = Math.max(0, flatOpen + step);
    else depth = Math.max(0, depth + step);
    if (depth > MOST_LEVELS || flatOpen > MOST_LEVELS * 20) return true;
  }
  return false;
}

/** The road for pages that the converter cannot take: linear, rough, and nothing of the words is lost. */
function stripTags(page: string): string {
  return page
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<(br|p|div|tr|li|h[1-6])\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
