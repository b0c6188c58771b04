import type { Command } from 'commander';
import { parseEmailKey, parsePhoneKey, type PersonKey } from '#domain/records/person-key.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';

interface Options {
  email?: string;
  telefoon?: string;
  out?: string;
  reden?: string;
  bevestig?: string;
}

const EXPORT = `
Inzage (AVG artikel 15): klantcontacten, adressen, berichten zoals ontvangen, bijlagen, gesprekken, taken en antwoorden van één
adres, met een leesbare index.html. Van anderen in hetzelfde contact komt geen naam of adres mee. Ook berichten die niet
geregistreerd zijn (geparkeerd, apart) worden doorzocht. Een adres zegt niet wie het gebruikt: stel eerst vast wie het vraagt.

Voorbeeld:
  npm run --silent intake -- export-person --email j.jansen@bewoner.example --out ./inzage
`;
const ERASE = `
Wissen (AVG artikel 17). Zonder --bevestig wordt alleen getoond wat er zou gebeuren, met een code; met die code wordt
precies dat uitgevoerd. Is de bewaartermijn van een klantcontact voorbij, dan gaat het in zijn geheel weg. Anders blijft staan
dat er contact was (nummer, kanaal, tijdstip, eenheid) en verdwijnen naam, adressen, tekst, bijlagen, het oorspronkelijke bericht en
wat erover geschreven is. Wat een open taak heeft of nog loopt, blijft en wordt genoemd (afsluitcode 1). Er komt een verklaring en een
regel in het logboek, zonder gegevens van de persoon; zet die ook niet in --reden. Wat buiten de database staat, verwijdert u zelf: de mail in de
mailbox (Verwerkt), scans in archief/ en mislukt/, mappen van parked export en export-person, en oude backups.

Voorbeelden:
  npm run --silent intake -- erase-person --email j.jansen@bewoner.example --reden "verzoek 2026-017"
  npm run --silent intake -- erase-person --email j.jansen@bewoner.example --reden "verzoek 2026-017" --bevestig 1a2b3c4d
`;

export function addPerson(program: Command, context: CliContext): void {
  program
    .command('export-person')
    .usage('--email <adres>|--telefoon <nummer> --out <map>')
    .description('alle gegevens van één persoon naar een map')
    .option('--email <adres>', 'e-mailadres')
    .option('--telefoon <nummer>', 'telefoonnummer')
    .requiredOption('--out <map>', 'nieuwe of lege map')
    .addHelpText('after', EXPORT)
    .action((options: Options) =>
      context.run('export-person', async () => {
        const key = parseKey(options);
        return (await import('../records/export-person.ts')).exportPerson(context, key, options.out ?? '.');
      }),
    );
  program
    .command('erase-person')
    .usage('--email <adres>|--telefoon <nummer> --reden <tekst> [--bevestig <code>]')
    .description('de gegevens van één persoon wissen')
    .option('--email <adres>', 'e-mailadres')
    .option('--telefoon <nummer>', 'telefoonnummer')
    .requiredOption('--reden <tekst>', 'waarom; komt in de verklaring')
    .option('--bevestig <code>', 'de code die zonder deze optie getoond wordt')
    .addHelpText('after', ERASE)
    .action((options: Options) =>
      context.run('erase-person', async () => {
        const key = parseKey(options);
        const reden = (options.reden ?? '').trim();
        if (reden === '' || reden.length > 200)
          throw new UsageError('geef met --reden een reden van hoogstens 200 tekens');
        return (await import('../records/wipe-person.ts')).wipePerson(context, key, reden, options.bevestig);
      }),
    );
}

function parseKey({ email, telefoon }: Options): PersonKey {
  if ((email === undefined) === (telefoon === undefined)) throw new UsageError('geef --email of --telefoon');
  const key = email === undefined ? parsePhoneKey(telefoon ?? '') : parseEmailKey(email);
  if (key === undefined)
    throw new UsageError(email === undefined ? 'dit is geen telefoonnummer' : 'dit is geen e-mailadres');
  return key;
}
