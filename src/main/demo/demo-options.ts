import { Command, InvalidArgumentError, Option } from 'commander';
import type { ImapChoice } from './servers/imap-server.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly imap?: ImapChoice;
  /** Seconds within which every message must be at its end. */
  readonly limiet: number;
}

export function readDemoOptions(args: readonly string[]): DemoOptions {
  return new Command('npm run demo --')
    .description('Start het hele programma met verzonnen berichten over elk kanaal, en laat zien wat ervan komt.')
    .option('--once', 'stopt vanzelf; eindigt met 0 alleen als elk bericht goed is aangekomen', false)
    .option('--fresh', 'begint opnieuw: gooit eerst weg wat een eerdere demo in DATA_DIR bewaarde', false)
    .addOption(
      new Option('--imap <server>', 'postbus van de demo; anders Dovecot als dat er is').choices([
        'dovecot',
        'hoodiecrow',
      ]),
    )
    .option('--limiet <seconden>', 'zo lang wordt op de berichten gewacht', toSeconds, 180)
    .addHelpText(
      'after',
      `
Gegevens staan in ./data/demo, of in DATA_DIR. Een tweede keer stuurt dezelfde berichten: die worden herkend en
leiden tot niets nieuws.

Voorbeelden:
  npm run demo
  npm run demo -- --once
  DATA_DIR=./data/proef PORT=8090 npm run demo -- --fresh`,
    )
    .allowExcessArguments(false)
    .parse([...args], { from: 'user' })
    .opts<DemoOptions>();
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError('geef een heel aantal seconden.');
}
