import type { Command } from 'commander';
import { STATEN } from '#domain/inbound-message/message-words.ts';
import type { DiscardOutcome } from '#application/release-parked.ts';
import type { CliContext } from '../context.ts';
import { example, ZOEKTERM } from '../example.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import type { CommandName } from '../identity/command-needs.ts';
import { readableBy } from '../identity/without-words.ts';
import { withLedger, type Ledger } from '../with-ledger.ts';
import { toContentLines, toParkedLines } from '../output/parked-lines.ts';
import { toJsonLine } from '../output/json-line.ts';
import { toTraceJson, toTraceLines } from '../output/trace-lines.ts';
import { findOne } from './find-one.ts';
import { writeMessages } from './list-messages.ts';
import { addParkedFolder } from './parked-folder.ts';
import { addReopen } from './parked-reopen.ts';
import { addParkedRepair } from './parked-repair.ts';

const HELP = `
Een geparkeerd bericht kon niet gelezen worden; iemand heeft er een hersteltaak voor. Het origineel is bewaard en
verandert nooit.
  replace   laat een hersteld bestand lezen in plaats van de ontvangen bytes
  correct   vult velden in die voorgaan op wat er gelezen wordt
  register  registreert met de hand: het bericht wordt niet meer gelezen, het origineel is de bijlage
  retry     biedt het opnieuw aan, en de hersteltaak is gesloten
  discard   legt het weg zonder te registreren; --reason is verplicht en wordt bij het bericht bewaard.
            Met parkeren.vierOgen (INTAKE_CONFIG) stelt de eerste het voor en bevestigt een ander het; zo ook bij
            reopen van wat weggelegd is
  reopen    haalt een apart gehouden of weggelegd bericht terug (zie messages --state aside): het wordt alsnog
            geregistreerd, wat de regels er ook van vinden; --reason is verplicht en wordt bij het bericht bewaard
  export    schrijft de bytes van één bericht, of met alleen een map alle geparkeerde berichten
  import    leest zo'n map weer in, met <uuid>.hersteld.<soort> als hersteld bestand; niets raakt dubbel

Voorbeelden:
  npm run --silent intake -- parked list
  npm run --silent intake -- parked show 2000000017 --text
  npm run --silent intake -- parked export scan-0007.pdf ./onleesbaar.pdf
  npm run --silent intake -- parked replace scan-0007.pdf ./hersteld.pdf --reason "opnieuw gescand"
  npm run --silent intake -- parked retry scan-0007.pdf
  npm run --silent intake -- parked register scan-0008.pdf --onderwerp "Bezwaar" --naam "J. Jansen"
  npm run --silent intake -- parked discard scan-0009.pdf --reason "lege pagina"
  npm run --silent intake -- parked reopen '<abc@bewoner.example>' --reason "was geen automatisch antwoord"
`;

export function addParked(program: Command, context: CliContext): void {
  const { terminal } = context;
  const parked = program
    .command('parked')
    .usage('list|show|export|import|replace|correct|register|retry|discard|reopen')
    .description('berichten die niet gelezen konden worden')
    .addHelpText('after', HELP);

  parked
    .command('list')
    .usage('[opties]')
    .description('alle geparkeerde berichten, één per regel (zie messages)')
    .option('--json', 'elke regel een JSON-object')
    .addHelpText('after', example('parked list', 'parked list --json'))
    .action((options: { json?: true }) =>
      onLedger('parked list', async ({ messages, wie }) => {
        await writeMessages(readableBy(wie, messages), terminal, {
          filter: { state: 'parked' },
          json: options.json === true,
        });
        return EXIT.ok;
      }),
    );
  parked
    .command('show')
    .usage('<zoekterm> [opties]')
    .argument('<zoekterm>', ZOEKTERM)
    .description('één bericht met zijn reden, zijn herstel en al zijn stappen')
    .option('--json', 'een JSON-object')
    .option('--text', 'ook de inhoud, als platte tekst')
    .addHelpText('after', example('parked show 2000000017 --text'))
    .action((term: string, options: { json?: true; text?: true }) =>
      onLedger('parked show', async (ledger) => {
        const found = await findOne(ledger, term);
        await ledger.noteReading('bericht bekeken', [found.message.uuid]);
        if (options.json === true) {
          terminal.out(toJsonLine(toTraceJson(found)));
          return EXIT.ok;
        }
        const { uuid, herstel } = found.message;
        const content = options.text === true ? toContentLines(await ledger.messages.readRaw(uuid)) : [];
        for (const line of [...toTraceLines(found), ...toParkedLines(herstel), ...content]) terminal.out(line);
        return EXIT.ok;
      }),
    );
  parked
    .command('retry')
    .usage('<zoekterm>')
    .argument('<zoekterm>', ZOEKTERM)
    .description('opnieuw aanbieden')
    .addHelpText('after', example('parked retry scan-0007.pdf'))
    .action((term: string) =>
      onLedger('parked retry', (ledger) =>
        release(ledger, term, 'Opnieuw aangeboden, binnen een minuut gelezen', (uuid) =>
          ledger.parked.retry(uuid, ledger.wie.door),
        ),
      ),
    );
  parked
    .command('discard')
    .usage('<zoekterm> --reason <tekst>')
    .argument('<zoekterm>', ZOEKTERM)
    .description('wegleggen zonder te registreren')
    .requiredOption('--reason <tekst>', 'waarom; bewaard bij het bericht')
    .addHelpText('after', example('parked discard scan-0009.pdf --reason "lege pagina"'))
    .action((term: string, { reason }: { reason: string }) =>
      onLedger('parked discard', (ledger) => {
        if (reason.trim() === '') throw new UsageError('geef met --reason een reden op');
        return release(ledger, term, 'Weggelegd', (uuid) =>
          ledger.parked.discard(uuid, reason.trim(), ledger.wie.door),
        );
      }),
    );
  addReopen(parked, context, onLedger);
  addParkedRepair(parked, context, onLedger);
  addParkedFolder(parked, context, onLedger);

  function onLedger(command: CommandName, work: (ledger: Ledger) => Promise<number>) {
    return context.run(command, () => withLedger(context, work));
  }

  async function release(
    ledger: Ledger,
    term: string,
    done: string,
    act: (uuid: string) => Promise<DiscardOutcome>,
  ): Promise<number> {
    const { message } = await findOne(ledger, term);
    const outcome = await act(message.uuid);
    if (outcome.kind === 'released') {
      terminal.out(`${done}: ${message.key}`);
      return EXIT.ok;
    }
    if (outcome.kind === 'proposed') {
      terminal.out(`Voorgesteld om weg te leggen: ${message.key}. Een ander bevestigt dit met dezelfde opdracht.`);
      return EXIT.ok;
    }
    if (outcome.kind === 'needs-account') {
      terminal.err('Met vier ogen telt alleen wie zegt welk account hij is: --als <gebruikersnaam>.');
      return EXIT.failed;
    }
    if (outcome.kind === 'needs-another') {
      terminal.err(`Een ander dan ${outcome.door} moet het wegleggen bevestigen.`);
      return EXIT.failed;
    }
    const state = outcome.kind === 'not-parked' ? STATEN[outcome.state].toLowerCase() : 'onbekend';
    terminal.err(`${message.key} is niet geparkeerd (staat: ${state}).`);
    return EXIT.failed;
  }
}
