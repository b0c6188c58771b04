/** What a command asks of whoever types it. */
export type Need =
  /** Nothing of citizens passes by, and nothing that counts is changed. */
  | 'niets'
  /**
   * Work on the machine that shows no text: written down under the account of this machine, or under the colleague who
   * says who it is. Somebody who may do it on this machine could do it without us as well (mongodump, a copy of a disk).
   */
  | 'machine'
  /** It shows what citizens wrote, or decides what becomes of it: an account with the role beheerder, and its password. */
  | 'beheerder';

/** Every command there is: `context.run` takes no other. */
export const NEEDS = {
  check: 'niets',
  wachtwoord: 'niets',
  reconcile: 'niets',
  messages: 'machine',
  trace: 'machine',
  import: 'machine',
  backup: 'machine',
  restore: 'machine',
  'parked list': 'machine',
  'parked show': 'beheerder',
  'parked export': 'beheerder',
  'parked import': 'beheerder',
  'parked replace': 'beheerder',
  'parked correct': 'beheerder',
  'parked register': 'beheerder',
  'parked retry': 'beheerder',
  'parked discard': 'beheerder',
  'parked reopen': 'beheerder',
  'audit verify': 'machine',
  'audit export': 'machine',
  'retention --dry-run': 'machine',
  'retention --verklaringen': 'machine',
  'retention --execute': 'beheerder',
  'export-person': 'beheerder',
  'erase-person': 'beheerder',
  'sessies list': 'beheerder',
  'sessies beeindigen': 'beheerder',
} as const satisfies Readonly<Record<string, Need>>;
export type CommandName = keyof typeof NEEDS;
