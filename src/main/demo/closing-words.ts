import { demoAccounts } from './demo-accounts.ts';
import type { DemoState } from './demo-state.ts';

export interface Whereabouts {
  readonly address: string;
  readonly dataDir: string;
  readonly configPath: string;
}

/** Where to look, and as whom. */
export function closingWords(state: DemoState, { address, dataDir, configPath }: Whereabouts): string[] {
  const accounts = demoAccounts(state);
  const width = Math.max(...accounts.map(({ gebruikersnaam }) => gebruikersnaam.length));
  return [
    'Kijk verder:',
    `  Taken        ${address}/taken`,
    `  Formulieren  ${address}/balie en ${address}/telefoon`,
    `  Beheer       ${address}/beheer/overzicht, ${address}/beheer/geparkeerd en ${address}/beheer/wachtrijen`,
    `  Register     curl -H 'Authorization: Token ${state.token}' ${address}/klantinteracties/api/v1/klantcontacten`,
    `  Waar is ...  INTAKE_CONFIG=${configPath} DATA_DIR=${dataDir} npm run intake -- messages`,
    '',
    'Inloggen als (wachtwoorden zijn voor deze demo gemaakt):',
    ...accounts.map(
      ({ gebruikersnaam, wachtwoord, naam }) => `  ${gebruikersnaam.padEnd(width)}  ${wachtwoord}  ${naam}`,
    ),
  ];
}
