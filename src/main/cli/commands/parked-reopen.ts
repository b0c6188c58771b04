import type { Command } from 'commander';
import { STATEN } from '#domain/inbound-message/message-words.ts';
import type { ReopenOutcome } from '#application/reopen-message.ts';
import type { CliContext } from '../context.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { example, ZOEKTERM } from '../example.ts';
import type { CommandName } from '../identity/command-needs.ts';
import type { Ledger } from '../with-ledger.ts';
import { findOne } from './find-one.ts';

type OnLedger = (command: CommandName, work: (ledger: Ledger) => Promise<number>) => Promise<void>;

/** The command that brings back a message that is aside. */
export function addReopen(parked: Command, { terminal }: CliContext, onLedger: OnLedger): void {
  parked
    .command('reopen')
    .usage('<zoekterm> --reason <tekst>')
    .argument('<zoekterm>', ZOEKTERM)
    .description('een apart gehouden of weggelegd bericht alsnog registreren')
    .requiredOption('--reason <tekst>', 'waarom; bewaard bij het bericht')
    .addHelpText('after', example(`parked reopen '<abc@bewoner.example>' --reason "was geen automatisch antwoord"`))
    .action((term: string, { reason }: { reason: string }) =>
      onLedger('parked reopen', async (ledger) => {
        if (reason.trim() === '') throw new UsageError('geef met --reason een reden op');
        const { message } = await findOne(ledger, term);
        const outcome = await ledger.reopening.reopen(message.uuid, reason.trim(), ledger.wie.door);
        if (outcome.kind === 'reopened' || outcome.kind === 'proposed') {
          terminal.out(`${SAID[outcome.kind]}: ${message.key}`);
          return EXIT.ok;
        }
        terminal.err(`${message.key}: ${explain(outcome)}`);
        return EXIT.failed;
      }),
    );
}

const SAID = {
  reopened: 'Teruggehaald, binnen een minuut geregistreerd',
  proposed: 'Voorgesteld om terug te halen (een ander bevestigt dit met dezelfde opdracht)',
} as const;

function explain(outcome: Exclude<ReopenOutcome, { kind: 'reopened' | 'proposed' }>): string {
  if (outcome.kind === 'needs-account')
    return 'met vier ogen telt alleen wie zegt welk account hij is: --als <gebruikersnaam>.';
  if (outcome.kind === 'needs-another') return `een ander dan ${outcome.door} moet het terughalen bevestigen.`;
  if (outcome.kind === 'nothing-to-register') return 'hiervan is niets meer te registreren.';
  return `het is niet apart gehouden (staat: ${outcome.kind === 'not-aside' ? STATEN[outcome.state].toLowerCase() : 'onbekend'}).`;
}
