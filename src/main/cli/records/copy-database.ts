import { resolve } from 'node:path';
import { toFailure } from '#domain/failure/failure.ts';
import type { Kop } from '#domain/audit/auditzegel.schema.ts';
import { createHeadNoteFile } from '#infrastructure/audit/head-note-file.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { restoreBackup } from '#infrastructure/mongo/backup/restore-backup.ts';
import { writeBackup } from '#infrastructure/mongo/backup/write-backup.ts';
import { auditPlace } from '../../audit-place.ts';
import { readEnvironment } from '../../config/environment.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { noteReading } from '../note-reading.ts';
import { copyProgress } from './copy-progress.ts';
import { openRecords } from './open-records.ts';

export const backup = (context: CliContext, folder: string): Promise<number> =>
  openRecords(context, async ({ mongo, audit, wie }) => {
    const { terminal, clock } = context;
    // It reads everything of everybody, also when it does not come to its end. A database that takes no writes (full, say)
    // needs its backup all the more.
    await noteReading(context, audit, wie, { handeling: 'backup begonnen', objecten: [] }).catch((thrown: unknown) => {
      terminal.err(`Let op: deze backup kon niet in het logboek geschreven worden (${toFailure(thrown).code}).`);
    });
    const { verzamelingen } = await writeBackup(mongo, resolve(folder), clock, copyProgress(terminal));
    const documenten = verzamelingen.reduce((sum, one) => sum + one.documenten, 0);
    terminal.out(`Backup klaar: ${documenten} documenten in ${verzamelingen.length} bestanden in ${folder}`);
    return EXIT.ok;
  });

export const restore = async (context: CliContext, folder: string): Promise<number> => {
  // A mistake in the folder is told before a server is started.
  const manifest = await readManifest(resolve(folder));
  return openRecords(
    context,
    async ({ mongo, audit }) => {
      const { terminal, clock } = context;
      const report = await restoreBackup(mongo, resolve(folder), manifest, clock.now(), copyProgress(terminal));
      terminal.out(
        `Teruggezet en nageteld: ${report.documenten} documenten, ${report.bestanden} bestanden met hun hash.`,
      );
      if (report.halveContacten + report.taken > 0)
        terminal.out(
          `Bijgewerkt wat tijdens de backup veranderde: ${report.halveContacten} klantcontacten worden opnieuw gemaakt, ${report.taken} taken staan weer open.`,
        );
      await noteHead(context, mongo.connection.name, await audit.lastBlock());
      terminal.out('Start het programma: wat open stond krijgt vanzelf weer een opdracht.');
      return EXIT.ok;
    },
    { startFresh: true },
  );
};

/** The log of this database ends here from now on: what was written down of a later end is of what stood here before. */
async function noteHead({ variables, terminal }: CliContext, name: string, kop: Kop | undefined): Promise<void> {
  if (kop === undefined) return;
  const { dataDir, mongodbUri } = readEnvironment(variables).environment;
  const note = createHeadNoteFile(dataDir, auditPlace(mongodbUri, name));
  const earlier = await note.read();
  if (earlier?.hash === kop.hash) return;
  await note.write({ blok: kop.blok, hash: kop.hash });
  const was = earlier === undefined ? '' : ` (was ${earlier.blok}: ${earlier.hash})`;
  terminal.out(`Het auditlogboek eindigt nu bij blok ${kop.blok}${was}.`);
}
