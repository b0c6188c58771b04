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
  const page = html.length > limit ? html.slice(0, limit).replace(/<[^<>]*$/, '') : html;
  if (isTooDeep(page)) return stripTags(page);
  try {
    return tidy(convert(page).slice(0, limit));
  } catch {
    return stripTags(page);
  }
}

/** Mail programs fill pages with invisible spacers; a reader of plain text sees only the holes they leave. */
function tidy(text: string): string {
  return text
    .replace(/[\u200b\u200c\u034f\u00ad\u2060\ufeff]+/g, '')
    .replace(/[ \t\u00a0]+(?=\n|$)/g, '')
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
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
