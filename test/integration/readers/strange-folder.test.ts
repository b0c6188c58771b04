import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ownCode } from '#infrastructure/readers/own-code.ts';
import { runProgram } from '#infrastructure/embedded/run-program.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** What the image has of the program. */
const PARTS = ['src', 'channels', 'workers', 'package.json'];
const READ_A_FORM = `
import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';

const unit = formNormaliseUnit();
const reader = createReaderProcess(unit);
const form = { inzendingId: '1', betrokkenen: [{ rol: 'klant', volledigeNaam: 'A' }], onderwerpen: [{ onderwerp: 'Afval', vraag: 'Wanneer?', opvolging: {} }] };
const raw = Buffer.from(JSON.stringify(form));
const envelope = { kanaal: 'webformulier', contentSha256: '0' };
const input = { uuid: 'a', key: 'a', receivedAt: new Date(), envelope, mediaType: 'application/json', size: raw.length, sha256: '0', raw };
const [answer] = await reader.run({ module: unit.module.href, settings: {}, inputs: [input] }, unit);
console.log(answer.normalised?.contacten?.[0].inhoud ?? JSON.stringify(answer));
reader.close();
`;

it.each(["Stad's map #1, 50% (ü) [x] & ;$HOME", 'met\nregeleinde', '-- rf'])(
  'a program in a folder called %j reads, also through a link and with its packages elsewhere',
  async (name) => {
    const folder = join(await temporaryFolder(), name);
    await mkdir(folder);
    for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'lees.ts'), READ_A_FORM);
    expect(await runProgram(process.execPath, [join(folder, 'lees.ts')])).toContain('Wanneer?');
    const link = `${await temporaryFolder()}-link`;
    await symlink(folder, link);
    expect(await runProgram(process.execPath, [join(link, 'lees.ts')])).toContain('Wanneer?');
  },
);

it('a folder with an asterisk in its name is refused: Node would open more than that folder to a reader', async () => {
  const folder = join(await temporaryFolder(), 'st*ad');
  await mkdir(folder);
  expect(() => ownCode(new URL(`file://${folder}/x.normalise.ts`).href)).toThrow('*');
});
