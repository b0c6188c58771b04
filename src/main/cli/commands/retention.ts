import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';

interface Options {
  dryRun?: true;
  execute?: true;
  verklaringen?: true;
}

const HELP = `
De termijnen staan in de configuratie, in dagen; wat er niet staat, blijft bewaard:
  bewaren:
    email: { klantcontactenDagen: 1825, origineelDagen: 365, apartDagen: 90, geparkeerdDagen: 365 }
    brief: { ... }            # en whatsapp, balie, telefoon, webformulier
    leveringenDagen: 30       # webhook van WhatsApp, zoals ontvangen
    bezorgstatusDagen: 90     # van onze eigen WhatsApp-berichten
    meldingenDagen: 90        # meldingen aan eenheden
    auditDagen: 1825          # het logboek, in hele blokken; de keten blijft
Een klantcontact gaat altijd in zijn geheel (betrokkenen, adressen, bijlagen en bestanden, taken, antwoordmails, oorspronkelijk
bericht), samen met wat uit hetzelfde bericht kwam, de vraag waarop het antwoordt en de antwoorden erop, en pas als alles
daarvan aan de beurt is. Het blijft als er een open taak is, een antwoord nog verzonden moet worden of het bij een zaak hoort. Geparkeerde berichten die niemand behandeld heeft blijven
altijd. Van een bericht blijft alleen een kenmerk, zodat het niet nog eens geregistreerd wordt. Aanmeldingen vervallen vanzelf.
Wat nog in de mailbox (Verwerkt), in archief/ van de scanmap, in een backup of in een uitvoer staat, valt hier niet onder.

Voorbeelden:
  npm run --silent intake -- retention --dry-run
  npm run --silent intake -- retention --execute > verklaring.txt
  npm run --silent intake -- retention --verklaringen
`;

export function addRetention(program: Command, context: CliContext): void {
  program
    .command('retention')
    .usage('--dry-run|--execute|--verklaringen')
    .description('vernietigen wat zijn bewaartermijn gehad heeft')
    .option('--dry-run', 'alleen tellen')
    .option('--execute', 'vernietigen, en de verklaring van vernietiging tonen; afbreken en herhalen mag')
    .option('--verklaringen', 'alle eerdere verklaringen tonen')
    .addHelpText('after', HELP)
    .action(({ dryRun, execute, verklaringen }: Options) =>
      context.run(nameOf(execute, verklaringen), async () => {
        const chosen = [dryRun && 'tellen', execute && 'vernietigen', verklaringen && 'verklaringen'] as const;
        const [mode, ...others] = chosen.filter((one) => one !== undefined);
        if (mode === undefined || others.length > 0) {
          throw new UsageError('kies één van --dry-run, --execute en --verklaringen');
        }
        return (await import('../records/retain.ts')).retain(context, mode);
      }),
    );
}

const nameOf = (execute: true | undefined, verklaringen: true | undefined) =>
  execute ? 'retention --execute' : verklaringen ? 'retention --verklaringen' : 'retention --dry-run';
