import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { ReleaseOutcome } from '#application/release-parked.ts';
import type { CliContext } from '../context.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { withLedger, type Ledger } from '../with-ledger.ts';
import { toTraceJson, toTraceLines } from '../output/trace-lines.ts';
import { findOne } from './find-one.ts';
import { writeMessages } from './list-messages.ts';

const HELP = `
Een geparkeerd bericht kon niet gelezen worden; iemand heeft er een hersteltaak voor. Het origineel is bewaard.
  retry    biedt het opnieuw aan; binnen een minuut wordt het verwerkt, en de hersteltaak is gesloten
  discard  legt het weg zonder te registreren; --reason is verplicht en wordt bij het bericht bewaard

Voorbeelden:
  npm run --silent intake -- parked list
  npm run --silent intake -- parked show 2000000017
  npm run --silent intake -- parked export scan-0007.pdf ./onleesbaar.pdf
  npm run --silent intake -- parked retry scan-0007.pdf
  npm run --silent intake -- parked discard scan-0008.pdf --reason "lege pagina"
`;

export function addParked(program: Command, context: CliContext): void {
  const { terminal } = context;
  const parked = program
    .command('parked')
    .usage('list|show|export|retry|discard')
    .description('berichten die niet gelezen konden worden')
    .addHelpText('after', HELP);

  parked
    .command('list')
    .usage('[opties]')
    .description('alle geparkeerde berichten, één per regel (zie messages)')
    .option('--json', 'elke regel een JSON-object')
    .action((options: { json?: true }) =>
      onLedger(async ({ messages }) => {
        await writeMessages(messages, terminal, { filter: { state: 'parked' }, json: options.json === true });
        return EXIT.ok;
      }),
    );
  parked
    .command('show')
    .usage('<zoekterm> [opties]')
    .argument('<zoekterm>', 'zoals bij trace')
    .description('één bericht met zijn reden en al zijn stappen')
    .option('--json', 'een JSON-object')
    .action((term: string, options: { json?: true }) =>
      onLedger(async (ledger) => {
        const found = await findOne(ledger, term);
        for (const line of options.json === true ? [JSON.stringify(toTraceJson(found))] : toTraceLines(found)) {
          terminal.out(line);
        }
        return EXIT.ok;
      }),
    );
  parked
    .command('export')
    .usage('<zoekterm> <bestand> [opties]')
    .argument('<zoekterm>', 'zoals bij trace')
    .argument('<bestand>', 'waarheen; - schrijft naar standaarduitvoer')
    .description('het bericht zoals het ontvangen is, byte voor byte')
    .option('--force', 'een bestaand bestand overschrijven')
    .action((term: string, file: string, options: { force?: true }) =>
      onLedger((ledger) => exportRaw(context, ledger, term, file, options.force === true)),
    );
  parked
    .command('retry')
    .usage('<zoekterm>')
    .argument('<zoekterm>', 'zoals bij trace')
    .description('opnieuw aanbieden')
    .action((term: string) =>
      onLedger((ledger) => release(ledger, term, 'Opnieuw aangeboden', (uuid) => ledger.parked.retry(uuid, door()))),
    );
  parked
    .command('discard')
    .usage('<zoekterm> --reason <tekst>')
    .argument('<zoekterm>', 'zoals bij trace')
    .description('wegleggen zonder te registreren')
    .requiredOption('--reason <tekst>', 'waarom')
    .action((term: string, { reason }: { reason: string }) =>
      onLedger((ledger) => {
        if (reason.trim() === '') throw new UsageError('geef met --reason een reden op');
        return release(ledger, term, 'Weggelegd', (uuid) => ledger.parked.discard(uuid, reason.trim(), door()));
      }),
    );

  function onLedger(work: (ledger: Ledger) => Promise<number>) {
    return context.run(() => withLedger(context, work));
  }

  async function release(
    ledger: Ledger,
    term: string,
    done: string,
    act: (uuid: string) => Promise<ReleaseOutcome>,
  ): Promise<number> {
    const { message } = await findOne(ledger, term);
    const outcome = await act(message.uuid);
    if (outcome.kind === 'released') {
      terminal.out(`${done}: ${message.key}`);
      return EXIT.ok;
    }
    const state = outcome.kind === 'not-parked' ? outcome.state : 'onbekend';
    terminal.err(`${message.key} is niet geparkeerd (staat: ${state}).`);
    return EXIT.failed;
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
  const bytes = await ledger.messages.readRaw(message.uuid);
  if (file === '-') {
    await terminal.write(bytes);
    return EXIT.ok;
  }
  try {
    // Only this account may read it: it is a citizen's message.
    await writeFile(file, bytes, { flag: force ? 'w' : 'wx', mode: 0o600 });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    terminal.err(
      code === 'EEXIST'
        ? `${file} bestaat al; overschrijf het met --force.`
        : `${file} is niet te schrijven (${code ?? ''}).`,
    );
    return EXIT.failed;
  }
  terminal.out(`${bytes.byteLength} bytes geschreven naar ${file}`);
  return EXIT.ok;
}

/** Who did it, in the history of the task: the account on this machine. */
const door = () => `opdrachtregel:${userInfo().username}`;
