import { resolve } from 'node:path';
import { toFailure } from '#domain/failure/failure.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { restoreBackup } from '#infrastructure/mongo/backup/restore-backup.ts';
import { writeBackup } from '#infrastructure/mongo/backup/write-backup.ts';
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
    async ({ mongo }) => {
      const { terminal, clock } = context;
      const report = await restoreBackup(mongo, resolve(folder), manifest, clock.now(), copyProgress(terminal));
      terminal.out(
        `Teruggezet en nageteld: ${report.documenten} documenten, ${report.bestanden} bestanden met hun hash.`,
      );
      if (report.halveContacten + report.taken > 0)
        terminal.out(
          `Bijgewerkt wat tijdens de backup veranderde: ${report.halveContacten} klantcontacten worden opnieuw gemaakt, ${report.taken} taken staan weer open.`,
        );
      terminal.out('Start het programma: wat open stond krijgt vanzelf weer een opdracht.');
      return EXIT.ok;
    },
    { startFresh: true },
  );
};
