import type { IntakeConfig } from './config.schema.ts';
import type { ConfigProblem } from './config-problem.ts';
import type { ConfigReferences } from './config-references.ts';

/** What one part of the configuration says about another: units, accounts, rules. */
export function checkReferences({ afdelingen, kanalen, toegang, triage }: ConfigReferences): ConfigProblem[] {
  return [
    ...(afdelingen === undefined ? [] : checkUnits(afdelingen, { toegang, triage })),
    ...duplicates(
      toegang.accounts.map(({ gebruikersnaam }) => gebruikersnaam),
      (index) => `toegang.accounts[${index}].gebruikersnaam`,
    ),
    ...toegang.tokens.flatMap(({ namens = [] }, index) =>
      namens
        .filter((one) => !toegang.accounts.some(({ gebruikersnaam }) => gebruikersnaam === one))
        .map((one) =>
          problem(
            `toegang.tokens[${index}].namens`,
            `het account ${one} staat niet onder toegang.accounts`,
            '[f.jansen]',
          ),
        ),
    ),
    ...duplicates(
      triage.regels.map(({ naam }) => naam),
      (index) => `triage.regels[${index}].naam`,
    ),
    ...checkMailboxes(kanalen, triage),
  ];
}

/** A rule about a mailbox that is not there would hold for nothing, and nobody would notice. */
function checkMailboxes(
  { email }: ConfigReferences['kanalen'],
  { regels }: ConfigReferences['triage'],
): ConfigProblem[] {
  if (email === undefined) return [];
  const known = email.mailboxes.flatMap(({ naam }) => naam ?? []);
  return regels.flatMap(({ als: { mailbox = [] } }, index) =>
    mailbox
      .filter((naam) => !known.includes(naam))
      .map((naam) =>
        problem(
          `triage.regels[${index}].als.mailbox`,
          `de mailbox ${naam} staat niet onder kanalen.email.mailboxes`,
          `[${known[0] ?? 'info'}]`,
        ),
      ),
  );
}

function checkUnits(
  afdelingen: NonNullable<ConfigReferences['afdelingen']>,
  { toegang, triage }: Pick<ConfigReferences, 'toegang' | 'triage'>,
): ConfigProblem[] {
  const codes = new Set(afdelingen.map(({ code }) => code));
  const notThere = (code: string) => `de eenheid ${code} staat niet onder afdelingen`;
  return [
    ...duplicates(
      afdelingen.map(({ code }) => code),
      (index) => `afdelingen[${index}].code`,
    ),
    ...(codes.has('KCC')
      ? []
      : [
          problem(
            'afdelingen',
            'de eenheid KCC ontbreekt',
            '{ code: KCC, naam: Klantcontactcentrum, email: kcc@voorbeeldstad.example }',
          ),
        ]),
    ...triage.regels.flatMap(({ naar }, index) =>
      naar === undefined || codes.has(naar) ? [] : [problem(`triage.regels[${index}].naar`, notThere(naar), 'KCC')],
    ),
    ...toegang.accounts.flatMap(({ afdelingen: eigen }, index) =>
      eigen
        .filter((code) => !codes.has(code))
        .map((code) => problem(`toegang.accounts[${index}].afdelingen`, notThere(code), '[KCC]')),
    ),
    ...toegang.tokens.flatMap(({ eenheden = [] }, index) =>
      eenheden
        .filter((code) => !codes.has(code))
        .map((code) => problem(`toegang.tokens[${index}].eenheden`, notThere(code), '[KCC]')),
    ),
  ];
}

/** Acceptance statement 67: a kanaal that the reference list does not have, or no longer, stops the start. */
export function checkKanalen({ kanaalwaarden, referentielijsten }: IntakeConfig): ConfigProblem[] {
  const list = referentielijsten?.kanaal;
  if (list === undefined) return [];
  const active = new Map(list.map(({ code, indicatieActief }) => [code, indicatieActief]));
  return Object.entries(kanaalwaarden)
    .filter(([, waarde]) => active.get(waarde) !== true)
    .map(([sleutel, waarde]) =>
      problem(
        `kanaalwaarden.${sleutel}`,
        active.has(waarde)
          ? `het kanaal ${waarde} is niet meer actief`
          : `het kanaal ${waarde} staat niet in referentielijsten.kanaal`,
        [...active].find(([, isActive]) => isActive)?.[0] ?? 'e-mail',
      ),
    );
}

function duplicates(values: readonly (string | undefined)[], keyOf: (index: number) => string): ConfigProblem[] {
  return values.flatMap((value, index) =>
    value !== undefined && values.indexOf(value) < index
      ? [problem(keyOf(index), `${value} komt twee keer voor`, 'een eigen, unieke waarde')]
      : [],
  );
}

const problem = (key: string, wrong: string, example: string): ConfigProblem => ({ key, wrong, example });
