import type { Failure } from '#domain/failure/failure.ts';

export interface Explanation {
  readonly wat: string;
  readonly herstel?: string;
}

/** What an operator reads, by the code of the failure. What is not here already speaks for itself. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'mongodb-unreachable': {
    wat: 'MongoDB antwoordt niet',
    herstel: 'kijk of de server draait en of MONGODB_URI klopt (docker compose up, of systemctl status mongod)',
  },
  'mongodb-authentication-failed': {
    wat: 'MongoDB weigert de gebruiker of het wachtwoord',
    herstel: 'verbeter de gebruiker en het wachtwoord in MONGODB_URI',
  },
  'mongodb-busy': { wat: 'MongoDB kan nu niet antwoorden', herstel: 'kijk in het logboek van MongoDB (schijf vol?)' },
  'redis-unreachable': {
    wat: 'Redis antwoordt niet',
    herstel: 'kijk of de server draait en of REDIS_URL klopt (docker compose up, of systemctl status redis-server)',
  },
  'redis-authentication-failed': {
    wat: 'Redis weigert de gebruiker of het wachtwoord',
    herstel: 'verbeter de gebruiker en het wachtwoord in REDIS_URL',
  },
  'imap-unreachable': { wat: 'de IMAP-server antwoordt niet', herstel: 'kijk of imap.host en imap.port kloppen' },
  'imap-authentication-failed': {
    wat: 'de IMAP-server weigert de gebruiker of het wachtwoord',
    herstel: 'verbeter imap.user en imap.password',
  },
  'imap-certificate-refused': {
    wat: 'het certificaat van de IMAP-server wordt niet vertrouwd',
    herstel: 'geef imap.ca op, of herstel het certificaat',
  },
  'imap-folder-missing': { wat: 'de map bestaat niet in de mailbox', herstel: 'verbeter map bij deze mailbox' },
  'imap-connection-lost': {
    wat: 'de verbinding met de IMAP-server brak af',
    herstel: 'kijk of imap.tls bij imap.port past (993: true, 143: starttls)',
  },
  'virus-scanner-unreachable': {
    wat: 'de virusscanner (clamd) antwoordt niet',
    herstel: 'kijk of clamd draait en of virusscanner.clamd klopt (systemctl status clamav-daemon)',
  },
  'smtp-unreachable': { wat: 'de SMTP-server antwoordt niet', herstel: 'kijk of smtp.host en smtp.port kloppen' },
  'smtp-authentication-failed': {
    wat: 'de SMTP-server weigert de gebruiker of het wachtwoord',
    herstel: 'verbeter smtp.user en smtp.password',
  },
  'smtp-tls-failed': {
    wat: 'geen vertrouwde TLS met de SMTP-server',
    herstel: 'geef smtp.ca op, of kijk of smtp.tls bij smtp.port past (465: true, 587: starttls)',
  },
};

export function explainFailure({ code, message }: Failure): Explanation {
  return EXPLANATIONS[code] ?? { wat: message };
}
