/** The units of Voorbeeldstad that have something to do in the demo. */
export const DEMO_AFDELINGEN = [
  { code: 'KCC', naam: 'Klantcontactcentrum', email: 'kcc@voorbeeldstad.example' },
  { code: 'BURG', naam: 'Burgerzaken', email: 'burgerzaken@voorbeeldstad.example' },
  { code: 'BOR', naam: 'Beheer openbare ruimte', email: 'buiten@voorbeeldstad.example' },
  { code: 'JUR', naam: 'Juridische zaken', email: 'juridisch@voorbeeldstad.example' },
  { code: 'PARK', naam: 'Parkeren', email: 'parkeren@voorbeeldstad.example' },
  { code: 'SD', naam: 'Sociaal domein', email: 'sociaal@voorbeeldstad.example' },
] as const;
