import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { ZOEKTERM } from '../example.ts';
import { EXIT } from '../exit-code.ts';
import { traceFor } from '../identity/without-words.ts';
import { withLedger } from '../with-ledger.ts';
import { toJsonLine } from '../output/json-line.ts';
import { toTraceJson, toTraceLines } from '../output/trace-lines.ts';

const HELP = `
Waar is mijn bericht? Elke stap van één bericht met zijn tijd, wie het deed en waarom: aangenomen, geregistreerd of apart
gehouden, wat er met de taken gebeurde, en of een antwoord per e-mail verstuurd is, wacht of mislukt is.
Zoek met een Message-ID, wamid, bestandsnaam, inzending-id, sleutel, of het nummer of uuid van klantcontact of taak.
Met --json is elke regel één JSON-object per bericht (JSON Lines), met de codes in plaats van de woorden. Afsluitcode 1: er is niets gevonden.

Voorbeelden:
  npm run --silent intake -- trace '<abc@bewoner.example>'
  npm run --silent intake -- trace scan-0001.pdf
  npm run --silent intake -- trace 1000000042 --json
`;

export function addTrace(program: Command, context: CliContext): void {
  program
    .command('trace')
    .usage('<zoekterm> [opties]')
    .argument('<zoekterm>', ZOEKTERM)
    .description('elke stap van één bericht, met zijn tijd')
    .option('--json', 'elke regel een JSON-object')
    .addHelpText('after', HELP)
    .action((term: string, { json }: { json?: true }) =>
      context.run('trace', () => traceTerm(context, term, json === true)),
    );
}

function traceTerm(context: CliContext, term: string, json: boolean): Promise<number> {
  const { terminal } = context;
  return withLedger(context, async ({ trace, wie }) => {
    const found = (await trace(term)).map((one) => traceFor(wie, one));
    if (found.length === 0) {
      terminal.err(`Niets gevonden bij ${term}. Nieuw binnen? Kijk met: npm run intake -- messages --since 1u`);
      return EXIT.failed;
    }
    found.forEach((one, index) => {
      if (json) terminal.out(toJsonLine(toTraceJson(one)));
      else for (const line of [...(index === 0 ? [] : ['']), ...toTraceLines(one)]) terminal.out(line);
    });
    return EXIT.ok;
  });
}
