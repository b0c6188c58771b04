import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

const BACKUP = `
Schrijft de hele database naar een nieuwe of lege map: per verzameling een bestand (BSON, zoals mongodump) en daarna
manifest.json met aantallen en controlesommen. Het programma mag doorgaan: de volgorde is zo dat na terugzetten niets ontbreekt;
wat net bezig was, wordt dan opnieuw gedaan en telt één keer. Een taak die tijdens de backup is afgehandeld, kan na terugzetten
weer open staan. Draai tegelijk geen retention of erase-person. Alleen dit
account kan de bestanden lezen; het zijn alle berichten van inwoners. Aanmeldingen en Redis horen er niet bij.

Voorbeeld:
  npm run --silent intake -- backup /backup/intake-2026-11-24
`;
const RESTORE = `
Zet een backup terug in een LEGE database (MONGODB_URI, of een nieuwe DATA_DIR); in een andere wordt niets veranderd. Eerst
worden alle controlesommen nagerekend, daarna wordt alles geschreven, worden de indexen gemaakt, alle documenten geteld en alle
bestanden gehasht. Wordt het afgebroken, dan weigert alles deze halve database: gooi hem weg en begin opnieuw. Wat na de
backup gewist of vernietigd is, staat er weer: voer erase-person en retention opnieuw uit.

Wat na de backup binnenkwam, staat er niet in. Haal het zo terug; wat al bekend is wordt herkend en telt niet dubbel:
  e-mail     verplaats in het e-mailprogramma alles wat sinds de backup in Verwerkt (doelmap) kwam terug naar map. Met
             naVerwerking: markeren gaat dit vanzelf. Wat alleen nog in bestanden staat: import
  brieven    zet de scans uit archief/ van sinds de backup, met hun .json, terug in in/; die in mislukt/ ook, zonder .fout.json
  WhatsApp   Meta levert niet opnieuw wat het al bezorgd heeft: deze berichten zijn alleen nog op de telefoon te zien
  formulier  een ander programma mag ze opnieuw sturen met hetzelfde inzendingId; wat op een scherm is ingevuld is weg
Antwoorden van na de backup zijn verstuurd, maar de taken staan weer open, en wat bij de backup nog op verzending wachtte
gaat opnieuw uit (met dezelfde Message-ID). Nummers van na de backup worden opnieuw gegeven.

Voorbeeld:
  MONGODB_URI=mongodb://127.0.0.1:27017/nieuw npm run --silent intake -- restore /backup/intake-2026-11-24
`;

export function addBackup(program: Command, context: CliContext): void {
  const load = () => import('../records/copy-database.ts');
  program
    .command('backup')
    .usage('<map>')
    .argument('<map>', 'nieuwe of lege map')
    .description('alles bewaren in een map')
    .addHelpText('after', BACKUP)
    .action((folder: string) => context.run('backup', async () => (await load()).backup(context, folder)));
  program
    .command('restore')
    .usage('<map>')
    .argument('<map>', 'map met een backup')
    .description('een backup terugzetten in een lege database')
    .addHelpText('after', RESTORE)
    .action((folder: string) => context.run('restore', async () => (await load()).restore(context, folder)));
}
