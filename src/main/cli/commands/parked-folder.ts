import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ImportOutcome } from '#application/import-parked.ts';
import type { MessageFilter } from '#application/ports/message-store.ts';
import type { CliContext } from '../context.ts';
import { example, toType, ZOEKTERM } from '../example.ts';
import { EXIT } from '../exit-code.ts';
import { fileSystemCode } from '../file-system-code.ts';
import type { CommandName } from '../identity/command-needs.ts';
import { explainNotWritten } from '../parked/explain-not-written.ts';
import { readParkedFolder } from '../parked/read-parked-folder.ts';
import { writeParkedMessage } from '../parked/write-parked-folder.ts';
import type { Ledger } from '../with-ledger.ts';
import { findOne } from './find-one.ts';

type OnLedger = (command: CommandName, work: (ledger: Ledger) => Promise<number>) => Promise<void>;

const PAGE = 200;
const SAID: Readonly<Record<ImportOutcome, string>> = {
  unchanged: 'ongewijzigd',
  repaired: 'hersteld bestand ingelezen',
  restored: 'teruggezet als geparkeerd',
  finished: 'is hier al afgehandeld; niets veranderd',
};

/** Out of the ledger into files, and back under the same keys. */
export function addParkedFolder(parked: Command, context: CliContext, onLedger: OnLedger): void {
  const { terminal } = context;
  parked
    .command('export')
    .usage('<zoekterm> <bestand> | <map> [opties]')
    .argument('<zoekterm-of-map>', `${ZOEKTERM}; of alleen een map: alle geparkeerde berichten`)
    .argument('[bestand]', 'waarheen; - schrijft naar standaarduitvoer')
    .description('de berichten zoals ze ontvangen zijn, byte voor byte')
    .option('--force', 'een bestaand bestand overschrijven')
    .addHelpText('after', example('parked export scan-0007.pdf ./onleesbaar.pdf', 'parked export ./geparkeerd'))
    .action((term: string, file: string | undefined, options: { force?: true }) =>
      onLedger('parked export', (ledger) =>
        file === undefined
          ? exportAll(context, ledger, term)
          : exportRaw(context, ledger, term, file, options.force === true),
      ),
    );
  parked
    .command('import')
    .usage('<map> [opties]')
    .argument('<map>', 'geschreven door parked export <map>')
    .description('een map weer inlezen; wat hier al bekend is komt er niet dubbel in')
    .option('--retry', 'wat hersteld is meteen opnieuw aanbieden')
    .addHelpText('after', example('parked import ./geparkeerd --retry'))
    .action((folder: string, options: { retry?: true }) =>
      onLedger('parked import', async (ledger) => {
        let code: number = EXIT.ok;
        try {
          for await (const { naam, copy } of readParkedFolder(folder)) {
            if (typeof copy === 'string') {
              terminal.err(`${naam}: ${copy}.`);
              code = EXIT.failed;
              continue;
            }
            const outcome = await ledger.importParked(copy, ledger.wie.door);
            terminal.out(`${copy.message.key}: ${SAID[outcome]}`);
            if (options.retry === true && copy.hersteld !== undefined && outcome !== 'finished') {
              await ledger.parked.retry(copy.message.uuid, ledger.wie.door);
            }
          }
        } catch (thrown) {
          return unreachable(thrown, folder);
        }
        return code;
      }),
    );

  function unreachable(thrown: unknown, folder: string): number {
    const code = fileSystemCode(thrown);
    terminal.err(
      code === 'EEXIST' || code === 'ENOTDIR'
        ? `${folder} is een bestand. Typ de naam van een map, bijvoorbeeld: ${toType('parked export ./geparkeerd')}`
        : `De map ${folder} is niet te gebruiken (${code}).`,
    );
    return EXIT.failed;
  }

  async function exportAll({ terminal: { out } }: CliContext, ledger: Ledger, folder: string): Promise<number> {
    let count = 0;
    let after: MessageFilter['after'];
    try {
      for (;;) {
        const page = await ledger.messages.list({
          state: 'parked',
          limit: PAGE,
          ...(after === undefined ? {} : { after }),
        });
        const uuids = page.map(({ uuid }) => uuid);
        if (uuids.length > 0) await ledger.noteReading('bericht uitgevoerd', uuids);
        for (const uuid of uuids) {
          const found = await ledger.parkedStore.find(uuid);
          if (found?.message.state === 'parked' && (await writeParkedMessage(folder, found, ledger))) count += 1;
        }
        const last = page.at(-1);
        if (page.length < PAGE || last === undefined) break;
        after = { acceptedAt: last.acceptedAt, uuid: last.uuid };
      }
    } catch (thrown) {
      return unreachable(thrown, folder);
    }
    out(`${count} ${count === 1 ? 'geparkeerd bericht' : 'geparkeerde berichten'} geschreven naar ${folder}`);
    return EXIT.ok;
  }
}

async function exportRaw(
  { terminal }: CliContext,
  ledger: Ledger,
  term: string,
  file: string,
  force: boolean,
): Promise<number> {
  const { message } = await findOne(ledger, term);
  await ledger.noteReading('bericht uitgevoerd', [message.uuid]);
  const bytes = await ledger.messages.readRaw(message.uuid);
  if (file === '-') {
    await terminal.write(bytes);
    return EXIT.ok;
  }
  try {
    // Only this account may read it: it is a citizen's message.
    await writeFile(file, bytes, { flag: force ? 'w' : 'wx', mode: 0o600 });
  } catch (thrown) {
    terminal.err(await explainNotWritten(thrown as NodeJS.ErrnoException, term, file, message));
    return EXIT.failed;
  }
  terminal.out(`${bytes.byteLength} bytes geschreven naar ${file}`);
  return EXIT.ok;
}
