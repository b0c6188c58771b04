import type { FormatCallback, SelectorDefinition } from 'html-to-text';

/**
 * Every quotation and every list writes its sign before each line inside it, and copies those lines once more: a page of
 * 20 KB with 400 of them inside each other became 14 MB of text. Deeper ones than this are blocks without a sign.
 */
const MOST_INDENTS = 20;
/** Digits of the number that a list begins with: they, too, are written before each line. */
const LONGEST_START = 4;

/** Depth of what is being written now; the converter is synchronous, and every level takes back its own. */
let depth = 0;

const shallow =
  (format: string): FormatCallback =>
  (element, walk, builder, options) => {
    const attributes = element.attribs as Record<string, string> | undefined;
    if ((attributes?.['start'] ?? '').length > LONGEST_START) delete attributes?.['start'];
    const formatters = builder.options.formatters ?? {};
    const write = formatters[depth < MOST_INDENTS ? format : 'block'];
    depth += 1;
    try {
      write?.(element, walk, builder, options);
    } finally {
      depth -= 1;
    }
  };

/** For the converter's options: formatters and the elements they are for. */
export const SHALLOW_FORMATTERS: Readonly<Record<string, FormatCallback>> = {
  quotation: shallow('blockquote'),
  bullets: shallow('unorderedList'),
  numbers: shallow('orderedList'),
};

export const SHALLOW_SELECTORS: readonly SelectorDefinition[] = [
  { selector: 'blockquote', format: 'quotation', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  { selector: 'ul', format: 'bullets' },
  { selector: 'ol', format: 'numbers' },
];
