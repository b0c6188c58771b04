import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { readableBy } from '../identity/without-words.ts';
import { withLedger } from '../with-ledger.ts';
import { writeMessages } from './list-messages.ts';
import { parseChannel, parseLimit, parseSince, parseState } from './message-choice.ts';

interface Options {
  channel?: string;
  state?: string;
  since?: string;
  limit?: string;
  json?: true;
}

const HELP = `
Per aangenomen bericht één regel, het laatst aangenomen bericht eerst: sleutel, kanaal, ontvangen, staat, reden,
nummers van de klantcontacten en nummers van de interne taken. Staten:
  open        bewaard, nog niet klaar
  registered  staat in het register
  parked      niet te lezen; iemand heeft er een taak voor
  aside       bewust niet geregistreerd (bounce, automatisch antwoord, ...)
Met --json is elke regel één JSON-object (JSON Lines); tijden zijn dan UTC.

Voorbeelden:
  npm run --silent intake -- messages --state parked
  npm run --silent intake -- messages --channel brief --since 2026-11-23
  npm run --silent intake -- messages --since 3u --json
`;

export function addMessages(program: Command, context: CliContext): void {
  program
    .command('messages')
    .usage('[opties]')
    .description('alle aangenomen berichten, één per regel')
    .option('--channel <kanaal>', 'alleen email, whatsapp, brief, formulier, balie, telefoon of webformulier')
    .option('--state <staat>', 'alleen open, registered, parked of aside')
    .option('--since <tijdstip>', 'aangenomen sinds: een datum, een tijdstip, of 90m, 3u, 2d geleden')
    .option('--limit <aantal>', 'hoogstens zoveel regels')
    .option('--json', 'elke regel een JSON-object')
    .addHelpText('after', HELP)
    .action((options: Options) => context.run('messages', () => listMessages(context, options)));
}

async function listMessages(context: CliContext, { channel, state, since, limit, json }: Options): Promise<number> {
  const choice = channel === undefined ? undefined : parseChannel(channel);
  const list = {
    filter: {
      ...(choice === undefined ? {} : { channel: choice.channel }),
      ...(state === undefined ? {} : { state: parseState(state) }),
      ...(since === undefined ? {} : { since: parseSince(since, context.clock.now()) }),
    },
    ...(choice?.kanaal === undefined ? {} : { kanaal: choice.kanaal }),
    ...(limit === undefined ? {} : { limit: parseLimit(limit) }),
    json: json === true,
  };
  return withLedger(context, async ({ messages, wie }) => {
    await writeMessages(readableBy(wie, messages), context.terminal, list);
    return EXIT.ok;
  });
}
