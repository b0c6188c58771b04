import type { Account } from '../config/toegang.schema.ts';
import type { DemoState } from './demo-state.ts';

/** Three people of Voorbeeldstad, with their passwords as they type them. */
export const demoAccounts = ({ wachtwoorden }: DemoState): readonly Account[] => [
  {
    gebruikersnaam: 'kcc',
    naam: 'Femke (klantcontactcentrum)',
    wachtwoord: wachtwoorden.kcc,
    rollen: ['kcc'],
    afdelingen: ['KCC'],
    functie: 'Medewerker klantcontactcentrum',
  },
  {
    gebruikersnaam: 'burgerzaken',
    naam: 'Yusuf (Burgerzaken)',
    wachtwoord: wachtwoorden.burgerzaken,
    rollen: ['eenheid'],
    afdelingen: ['BURG'],
    functie: 'Medewerker Burgerzaken',
  },
  {
    gebruikersnaam: 'beheerder',
    naam: 'Anneke (beheer)',
    wachtwoord: wachtwoorden.beheerder,
    rollen: ['beheerder', 'kcc'],
    afdelingen: ['KCC', 'BURG', 'BOR', 'JUR', 'PARK', 'SD'],
    functie: 'Functioneel beheerder',
  },
];
