import { afterAll, describe, expect, it } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { parseLetter } from '#channels/letter/letter.parse.ts';
import { toInboundMessage } from '#channels/letter/letter.to-inbound-message.ts';
import { createTextRecognizer } from '#channels/letter/reading/text-recognizer.ts';
import { contradictingPdfs, LETTER } from '#test/support/hostile/letter/hostile-pdfs.ts';
import { onePage, packed, show } from '#test/support/hostile/letter/pdf.ts';

const recognizer = createTextRecognizer();
afterAll(() => recognizer.close());
const limits = letterConfigSchema.parse({ map: 'scans' }).limieten;
const WARNING = 'een laag die op de scan niet te zien is';

async function toelichtingOf(bytes: Buffer, ocr: boolean): Promise<string> {
  const letter = await parseLetter(bytes, 'application/pdf', { limits, ocr, ocrBudgetMs: 60_000, recognizer });
  const message = toInboundMessage(
    letter,
    { fileName: 'a.pdf', scanTime: '2026-01-08T09:00:00Z' },
    {
      ...{ uuid: '9b2c9d7e-8f0a-4c7a-9a54-6e1b6f0f2a11', key: 'letter:aa', receivedAt: new Date(0), envelope: {} },
      ...{ mediaType: 'application/pdf', size: 1, sha256: 'aa', raw: new Uint8Array(1) },
    },
    { afdelingen: [], medewerkers: [], regels: [] },
  );
  return message.taak?.toelichting ?? '';
}

describe('a text layer that cannot be seen, while recognition is switched off', () => {
  it.each(Object.entries(contradictingPdfs))('%s: the task tells that nobody may trust it', async (_, make) => {
    expect(await toelichtingOf(make(), false)).toContain(WARNING);
  });

  it('is told of no letter whose text can be seen', async () => {
    expect(await toelichtingOf(onePage({ content: packed(show(LETTER)) }), false)).not.toContain(WARNING);
  });
});

describe('a text layer that cannot be seen, and was compared with the page', () => {
  it('needs no warning: what contradicts the page was left out', { timeout: 60_000 }, async () => {
    const make = contradictingPdfs['with text in no ink'] ?? expect.unreachable();
    expect(await toelichtingOf(make(), true)).not.toContain(WARNING);
  });
});
