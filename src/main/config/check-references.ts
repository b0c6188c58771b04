import type { IntakeConfig } from './config.schema.ts';
import type { ConfigProblem } from './config-problem.ts';

/** What one part of the configuration says about another: units, accounts, channel values. */
export function checkReferences(config: IntakeConfig): ConfigProblem[] {
  const codes = new Set(config.afdelingen.map(({ code }) => code));
  return [
    ...duplicates(
      config.afdelingen.map(({ code }) => code),
      (index) => `afdelingen[${index}].code`,
    ),
    ...duplicates(
      config.toegang.accounts.map(({ gebruikersnaam }) => gebruikersnaam),
      (index) => `toegang.accounts[${index}].gebruikersnaam`,
    ),
    ...duplicates(
      config.triage.regels.map(({ naam }) => naam),
      (index) => `triage.regels[${index}].naam`,
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
    ...config.triage.regels.flatMap(({ naar }, index) =>
      codes.has(naar)
        ? []
        : [problem(`triage.regels[${index}].naar`, `de eenheid ${naar} staat niet onder afdelingen`, 'KCC')],
    ),
    ...config.toegang.accounts.flatMap(({ afdelingen }, index) =>
      afdelingen
        .filter((code) => !codes.has(code))
        .map((code) =>
          problem(`toegang.accounts[${index}].afdelingen`, `de eenheid ${code} staat niet onder afdelingen`, '[KCC]'),
        ),
    ),
    ...checkKanalen(config),
  ];
}

/** Acceptance statement 67: a kanaal that the reference list does not have, or no longer, stops the start. */
function checkKanalen({ kanaalwaarden, referentielijsten }: IntakeConfig): ConfigProblem[] {
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

function duplicates(values: readonly string[], keyOf: (index: number) => string): ConfigProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [problem(keyOf(index), `${value} komt twee keer voor`, 'een eigen, unieke waarde')]
      : [],
  );
}

const problem = (key: string, wrong: string, example: string): ConfigProblem => ({ key, wrong, example });
