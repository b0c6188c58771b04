/** The end of a command's help: what it looks like when it is typed. */
export const example = (...commands: readonly string[]): string =>
  ['', commands.length === 1 ? 'Voorbeeld:' : 'Voorbeelden:', ...commands.map((one) => `  ${toType(one)}`)].join('\n');

/** A command as it is typed in a shell. */
export const toType = (command: string): string => `npm run --silent intake -- ${command}`;

/** How a message is named to a command. */
export const ZOEKTERM = 'Message-ID, wamid, bestandsnaam, of het nummer van een klantcontact of taak';
