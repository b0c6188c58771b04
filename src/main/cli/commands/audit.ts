import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { example } from '../example.ts';
import { parseSince } from './message-choice.ts';

const HELP = `
Het logboek zegt wie wat wanneer veranderde of bekeek: namen van medewerkers, tokens en automaten en nummers (uuid's) van
wat het betrof, geen persoonsgegevens. Elke regel wordt binnen enkele seconden verzegeld in een blok dat de hash van het blok
ervoor bevat. Die hash is met een sleutel gemaakt (audit.sleutel in de configuratie, anders audit-sleutel in DATA_DIR): wie
alleen de database heeft, kan geen blok maken.
  verify   rekent de hele keten na, vergelijkt met het register en met wat buiten de database is opgeschreven, en noemt de
           eerste breuk met zijn plaats; afsluitcode 1 bij een breuk, bij een datum die niet kan kloppen en zonder sleutel
  export   schrijft per blok een regel JSON; bewaar die elders en geef ze later als anker aan verify: dan valt ook een keten
           op die teruggezet of ingekort is

Een anker is blok:hash, de map van een backup, of een bestand met regels van audit export of van de log van het programma
(audit-head). De kop in DATA_DIR (audit-kop.json) gaat altijd mee.

Voorbeelden:
  npm run --silent intake -- audit verify
  npm run --silent intake -- audit export --since 7d > ankers.jsonl
  npm run --silent intake -- audit verify --anker ankers.jsonl --anker /backup/2026-12-01
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
    .option('--anker <anker>', 'wat eerder van een blok is opgeschreven; mag vaker', collect)
    .option('--json', 'een JSON-object')
    .addHelpText(
      'after',
      example('audit verify', 'audit verify --anker 12:0f3a...', 'audit verify --anker /backup/2026-12-01'),
    )
    .action((options: { anker?: string[]; json?: true }) =>
      context.run('audit verify', async () => {
        const { verifyLog } = await import('../records/verify-log.ts');
        return verifyLog(context, options.anker ?? [], options.json === true);
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
