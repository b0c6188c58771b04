import type { Command } from 'commander';
import type { Anker } from '#application/audit/verify-audit.ts';
import type { CliContext } from '../context.ts';
import { example } from '../example.ts';
import { UsageError } from '../exit-code.ts';
import { parseSince } from './message-choice.ts';

const HELP = `
Het logboek zegt wie wat wanneer veranderde of bekeek: namen van medewerkers, tokens en automaten en nummers (uuid's) van
wat het betrof, geen persoonsgegevens. Elke regel wordt binnen enkele seconden verzegeld in een blok dat de hash van het blok
ervoor bevat.
  verify   rekent de hele keten na en noemt de eerste breuk met zijn plaats; afsluitcode 1 bij een breuk
  export   schrijft per blok een regel JSON; bewaar die elders en geef een hash later als anker aan verify: dan valt ook
           een keten op die in zijn geheel opnieuw is gemaakt

Voorbeelden:
  npm run --silent intake -- audit verify
  npm run --silent intake -- audit export --since 7d > ankers.jsonl
  npm run --silent intake -- audit verify --anker 12:0f3a...
`;

export function addAudit(program: Command, context: CliContext): void {
  const audit = program
    .command('audit')
    .usage('verify|export')
    .description('het logboek van wie wat veranderde of bekeek')
    .addHelpText('after', HELP);
  audit
    .command('verify')
    .usage('[opties]')
    .description('nagaan of het logboek ongeschonden is')
    .option('--anker <blok:hash>', 'eerder opgeschreven hash van een blok; mag vaker', collect)
    .option('--json', 'een JSON-object')
    .addHelpText('after', example('audit verify', 'audit verify --anker 12:0f3a...'))
    .action((options: { anker?: string[]; json?: true }) =>
      context.run('audit verify', async () => {
        const ankers = (options.anker ?? []).map(parseAnker);
        return (await import('../records/verify-log.ts')).verifyLog(context, ankers, options.json === true);
      }),
    );
  audit
    .command('export')
    .usage('[opties]')
    .description('de hash van elk blok, om elders te bewaren')
    .option('--since <tijdstip>', 'verzegeld sinds: een datum, een tijdstip, of 90m, 3u, 2d geleden')
    .option('--regels', 'ook elke regel')
    .addHelpText('after', example('audit export --since 7d > ankers.jsonl'))
    .action((options: { since?: string; regels?: true }) =>
      context.run('audit export', async () => {
        const since = options.since === undefined ? undefined : parseSince(options.since, context.clock.now());
        return (await import('../records/export-log.ts')).exportLog(context, since, options.regels === true);
      }),
    );
}

const collect = (value: string, earlier: string[] = []) => [...earlier, value];

function parseAnker(text: string): Anker {
  const [, blok, hash] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (blok === undefined || hash === undefined) {
    throw new UsageError('--anker is het nummer van een blok, een dubbele punt en zijn hash van 64 tekens');
  }
  return { blok: Number(blok), hash };
}
