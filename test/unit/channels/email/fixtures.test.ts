import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toFailure } from '#domain/failure/failure.ts';
import { readMail } from '#test/golden/email/describe-mail.ts';

const FOLDER = '../shared/fixtures/email';
const isMail = (file: string) => !/(SOURCE\.txt|\.json|\.golden|\.pdf|\.gitattributes)$/.test(file);

function mailsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? mailsIn(path) : isMail(path) ? [path] : [];
  });
}

const outcomeOf = async (raw: Buffer) => {
  try {
    return (await readMail(raw)).kind;
  } catch (thrown) {
    return toFailure(thrown).kind;
  }
};

describe.skipIf(!existsSync(FOLDER))(
  'every public mail of ../shared/fixtures/email (skipped where that folder is absent)',
  () => {
    const files = existsSync(FOLDER) ? mailsIn(FOLDER) : [];

    it.each(files)(
      '%s becomes a klantcontact, stays aside or is parked, within ten seconds',
      { timeout: 10_000 },
      async (file) => {
        expect(['contacten', 'aside', 'unprocessable']).toContain(await outcomeOf(readFileSync(file)));
      },
    );

    it('hardly any of them is parked', async () => {
      const outcomes = await Promise.all(files.map((file) => outcomeOf(readFileSync(file))));
      expect(outcomes.filter((outcome) => outcome === 'unprocessable').length).toBeLessThan(files.length * 0.03);
    }, 60_000);
  },
);
