import { readSmallFile } from '../../config/read-small-file.ts';
import { DeniedError } from '../exit-code.ts';
import { readHidden } from '../read-hidden.ts';

const LARGEST = 4_096;

/** Whether a script brought a password along. */
export const bringsPassword = ({ INTAKE_WACHTWOORD, INTAKE_WACHTWOORD_BESTAND }: NodeJS.ProcessEnv) =>
  (INTAKE_WACHTWOORD ?? '') !== '' || (INTAKE_WACHTWOORD_BESTAND ?? '') !== '';

/** From the environment, from a file that it names, or typed without being shown. Throws a DeniedError without any. */
export async function readPassword(variables: NodeJS.ProcessEnv, gebruikersnaam: string): Promise<string> {
  const { INTAKE_WACHTWOORD: given = '', INTAKE_WACHTWOORD_BESTAND: path = '' } = variables;
  if (given !== '') return given;
  if (path !== '') {
    const file = readSmallFile(path, LARGEST);
    if ('text' in file) return file.text.replace(/\r?\n$/, '');
    throw new DeniedError(`Het bestand van INTAKE_WACHTWOORD_BESTAND is niet te lezen (${file.refused}).`);
  }
  if (process.stdin.isTTY && process.stderr.isTTY) return readHidden(`Wachtwoord van ${gebruikersnaam}: `);
  throw new DeniedError(
    'Er is geen wachtwoord: zet het in INTAKE_WACHTWOORD of in het bestand van INTAKE_WACHTWOORD_BESTAND.',
  );
}
