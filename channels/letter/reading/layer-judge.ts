import type { PageText } from './document-reading.ts';

/** Share of the words on the page that a hidden layer must have: another program's recognition has nearly all of them. */
const AGREEING = 0.6;
/** With fewer words on the page there is nothing to compare. */
const LEAST_WORDS = 5;

/**
 * A text layer that cannot be seen is what a scanner's own recognition leaves behind, mostly better than ours; or it
 * says something else than the page, and then whoever reads the klantcontact is told what nobody wrote. Where the page
 * was recognised the two are compared. Pages that were not recognised follow the ones that were: one contradiction, and
 * no hidden layer of the document counts.
 */
export interface LayerJudge {
  choose(layer: PageText, seen: PageText): PageText;
}

/** With recognition switched off there is nothing to compare with, and the layer is all there is: it is marked. */
export function createLayerJudge(ocr: boolean): LayerJudge {
  let agreed = 0;
  let isContradicted = false;
  return {
    choose(layer, seen) {
      if (!ocr) return { ...layer, isUnseen: true };
      if (seen.source === 'none') return agreed > 0 && !isContradicted ? layer : seen;
      if (agrees(layer.text, seen.text)) agreed += 1;
      else isContradicted = true;
      return isContradicted ? seen : layer;
    },
  };
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

function agrees(layer: string, page: string): boolean {
  const hidden = new Set(wordsOf(layer));
  const seen = new Set(wordsOf(page));
  if (seen.size < LEAST_WORDS) return false;
  const shared = [...seen].filter((word) => hidden.has(word)).length;
  // Both ways: a layer that holds the whole page and a second letter beside it does not agree either.
  return shared >= seen.size * AGREEING && shared >= hidden.size * AGREEING;
}
