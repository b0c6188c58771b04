import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonKey } from '#domain/records/person-key.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import { findPerson, klantcontactenVan } from '#infrastructure/mongo/records/find-person.ts';
import { readPerson } from '#infrastructure/mongo/records/read-person.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { noteReading } from '../note-reading.ts';
import { openRecords } from './open-records.ts';
import { toInertName } from './inert-name.ts';
import { personPage, type ExportedFile } from './person-page.ts';

/** Writes everything of one address to a folder: JSON, the files as they came in, and a page to read it. */
export const exportPerson = (context: CliContext, key: PersonKey, out: string): Promise<number> =>
  openRecords(context, async ({ mongo, documents, messages, audit, wie }) => {
    const { terminal, clock } = context;
    const folder = resolve(out);
    const records = await findPerson(mongo.connection, documents, key);
    const { gegevens, bestanden, apartGezet } = await readPerson(mongo.connection, records);
    const berichten = gegevens['berichten'] ?? [];
    if (klantcontactenVan(records).length + berichten.length + records.uitgaand.length === 0) {
      terminal.err('Bij dit adres is niets gevonden.');
      return EXIT.failed;
    }
    for (const sub of ['', 'gegevens', 'bestanden']) await mkdir(join(folder, sub), { recursive: true, mode: 0o700 });
    if ((await readdir(folder)).length > 2 || (await readdir(join(folder, 'bestanden'))).length > 0) {
      terminal.err(
        `De map ${out} is niet leeg. Noem een nieuwe of lege map, bijvoorbeeld --out ${join(out, 'inzage')}`,
      );
      return EXIT.failed;
    }
    const objecten = klantcontactenVan(records).map((uuid) => ({ soort: 'klantcontact', uuid }));
    // Before the first byte leaves the register.
    await noteReading(context, audit, wie, { handeling: 'gegevens van een persoon uitgevoerd', objecten });
    for (const [naam, rows] of Object.entries(gegevens)) {
      await save(join('gegevens', `${naam}.json`), JSON.stringify(rows, undefined, 2));
    }
    const files: ExportedFile[] = [];
    for (const { plaats, naam, titel } of bestanden) {
      const bytes = plaats.kind === 'message' ? await messages.openRaw(plaats.id) : documents.open(plaats.id);
      await saveFile(toInertName(safeFileName(naam) || plaats.id), titel, bytes);
    }
    await save('index.html', personPage(gegevens, files, apartGezet, clock.now()));
    terminal.out(
      `${objecten.length} klantcontacten, ${berichten.length} berichten en ${files.length} bestanden geschreven naar ${out}`,
    );
    if (apartGezet > 0) terminal.out(`Niet meegegeven: ${apartGezet} bestanden waarin een virus gevonden is.`);
    terminal.out('Lees de berichten na voor u ze verstrekt: er kunnen gegevens van anderen in staan.');
    return EXIT.ok;

    async function saveFile(name: string, titel: string, bytes: NodeJS.ReadableStream): Promise<void> {
      const path = join('bestanden', name);
      await pipeline(Readable.from(bytes), createWriteStream(join(folder, path), { mode: 0o600 }));
      files.push({ pad: `bestanden/${name}`, titel });
    }

    async function save(name: string, text: string): Promise<void> {
      await writeFile(join(folder, name), text, { mode: 0o600 });
    }
  });
