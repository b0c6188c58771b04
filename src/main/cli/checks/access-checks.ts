import { heeftBeheerder } from '#domain/regels/spelregels.ts';
import type { IntakeConfig } from '../../config/config.schema.ts';
import type { Check, CheckResult } from './check.ts';

const attention = (naam: string, wat: string, herstel: string): Check => ({
  naam,
  run: () => Promise.resolve({ oordeel: 'let op', wat, herstel } satisfies Omit<CheckResult, 'naam'>),
});

/** Who may say who they are: proxies before the screens, and operators on the command line. Silent when it is in order. */
export function checkAccess({ proxies, toegang }: IntakeConfig, publicUrl: string | undefined): Check[] {
  const isSecure = publicUrl?.startsWith('https://') === true;
  return [
    ...(isSecure && proxies === undefined
      ? [
          attention(
            'proxies',
            'alleen een proxy op deze machine wordt geloofd over wie er vraagt (X-Forwarded-For)',
            'noem de proxy in proxies, of schrijf proxies: [loopback]',
          ),
        ]
      : []),
    ...(heeftBeheerder(toegang)
      ? []
      : [
          attention(
            'beheerder',
            'geen account heeft de rol beheerder: op de opdrachtregel hoeft niemand te zeggen wie hij is',
            'zet een account met de rol beheerder in toegang.accounts',
          ),
        ]),
  ];
}
