import { basename } from 'node:path';
import type { Command } from 'commander';
import { mediaTypeOf } from '#domain/inbound-message/message-file-name.ts';
import { STATEN } from '#domain/inbound-message/message-words.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { CliContext } from '../context.ts';
import { example, ZOEKTERM } from '../example.ts';
import { EXIT } from '../exit-code.ts';
import type { CommandName } from '../identity/command-needs.ts';
import { readVelden, type VeldOptions } from '../parked/read-velden.ts';
import { readInput } from '../read-input.ts';
import type { Ledger } from '../with-ledger.ts';
import { findOne } from './find-one.ts';

type OnLedger = (command: CommandName, work: (ledger: Ledger) => Promise<number>) => Promise<void>;

/** The commands that mend a parked message. */
export function addParkedRepair(parked: Command, { terminal }: CliContext, onLedger: OnLedger): void {
  parked
    .command('replace')
    .usage('<zoekterm> <bestand> --reason <tekst>')
    .argument('<zoekterm>', ZOEKTERM)
    .argument('<bestand>', 'het herstelde bestand')
    .description('een hersteld bestand laten lezen; het ontvangen bestand blijft')
    .requiredOption('--reason <tekst>', 'waarom; bewaard bij het bericht')
    .addHelpText('after', example('parked replace scan-0007.pdf ./hersteld.pdf --reason "opnieuw gescand"'))
    .action((term: string, file: string, { reason }: { reason: string }) =>
      onLedger('parked replace', async (ledger) => {
        const { message } = await findOne(ledger, term);
        const bytes = await readInput(file);
        const fresh = { bytes, bestandsnaam: basename(file), mediaType: mediaTypeOf(file, message.mediaType) };
        const outcome = await ledger.repair.replaceBytes(message.uuid, fresh, { door: ledger.wie.door, reden: reason });
        return say(message, outcome, `Vervangen (${bytes.byteLength} bytes); bied het aan met parked retry`);
      }),
    );
  withVelden(parked.command('correct').description('velden invullen die voorgaan op wat er gelezen wordt'))
    .addHelpText('after', example('parked correct scan-0008.pdf --geadresseerde Burgerzaken'))
    .action((term: string, options: VeldOptions) =>
      onLedger('parked correct', async (ledger) => {
        const { message } = await findOne(ledger, term);
        const velden = { ...message.herstel?.velden, ...(await readVelden(options)) };
        const outcome = await ledger.repair.overrideFields(message.uuid, velden, by(ledger, options));
        return say(message, outcome, 'Ingevuld; bied het aan met parked retry');
      }),
    );
  withVelden(parked.command('register').description('met de hand registreren, zonder het bericht te lezen'))
    .addHelpText('after', example('parked register scan-0008.pdf --onderwerp "Bezwaar" --naam "J. Jansen"'))
    .action((term: string, options: VeldOptions) =>
      onLedger('parked register', async (ledger) => {
        const { message } = await findOne(ledger, term);
        const velden = { ...message.herstel?.velden, ...(await readVelden(options)) };
        const outcome = await ledger.repair.registerByHand(message.uuid, velden, by(ledger, options));
        return say(message, outcome, 'Met de hand overgenomen, binnen een minuut geregistreerd');
      }),
    );

  function say({ key }: MessageSummary, outcome: { kind: string; state?: MessageState }, done: string): number {
    if (outcome.kind === 'repaired' || outcome.kind === 'released') {
      terminal.out(`${done}: ${key}`);
      return EXIT.ok;
    }
    const why =
      outcome.kind === 'same-bytes'
        ? 'deze bytes worden al gelezen'
        : outcome.kind === 'nothing-said'
          ? 'geef een --onderwerp of --inhoud op'
          : `het is niet geparkeerd (staat: ${outcome.state === undefined ? 'onbekend' : STATEN[outcome.state].toLowerCase()})`;
    terminal.err(`${key}: ${why}.`);
    return EXIT.failed;
  }
}

const by = ({ wie }: Ledger, { reason = '' }: VeldOptions) => ({ door: wie.door, reden: reason.trim() });

function withVelden(command: Command): Command {
  return command
    .usage('<zoekterm> [opties]')
    .argument('<zoekterm>', ZOEKTERM)
    .option('--onderwerp <tekst>', 'onderwerp van het contact')
    .option('--inhoud <tekst>', 'tekst van het bericht')
    .option('--inhoud-bestand <bestand>', 'hetzelfde, uit een tekstbestand')
    .option('--naam <naam>', 'wie het stuurde')
    .option('--emailadres <adres>', 'hoe die te bereiken is')
    .option('--telefoonnummer <nummer>', 'hoe die te bereiken is; zonder streepjes')
    .option('--plaatsgevonden-op <tijdstip>', 'wanneer, bijvoorbeeld 2026-11-24T10:30')
    .option('--geadresseerde <afdeling>', 'code of naam van een afdeling, of wie er aangesproken wordt')
    .option('--reason <tekst>', 'waarom; bewaard bij het bericht');
}
