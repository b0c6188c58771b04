import { toBewaarregels } from '#domain/records/bewaarregel.ts';
import type { PersonKey } from '#domain/records/person-key.ts';
import { erasePerson, planErasure, type ErasePlan } from '#infrastructure/mongo/records/erase-person.ts';
import { findPerson } from '#infrastructure/mongo/records/find-person.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toColumns } from '../output/columns.ts';
import { requireSameRules } from '../identity/same-rules.ts';
import { openRecords } from './open-records.ts';
import { toVerklaringLines } from './verklaring-lines.ts';

/** Shows what would be erased, or erases it when the code of what was shown is given. */
export function wipePerson(
  context: CliContext,
  key: PersonKey,
  reden: string,
  code: string | undefined,
): Promise<number> {
  const { terminal, clock } = context;
  const { config } = loadConfig(context.variables);
  const { bewaren, kanaalwaarden } = config;
  const regels = toBewaarregels(bewaren, clock.now());
  const dueBefore = (waarde: string) =>
    regels.find(
      ({ soort, kanaal }) => soort === 'klantcontacten' && kanaal !== undefined && kanaalwaarden[kanaal] === waarde,
    )?.voor;
  return openRecords(context, async ({ mongo, documents, rules, wie }) => {
    requireSameRules(rules, config);
    const records = await findPerson(mongo.connection, documents, key);
    const plan = planErasure(records, dueBefore);
    toLines(plan, records.leveringen.length).forEach(terminal.out);
    const contacts = plan.vernietigen.length + plan.anonimiseren.length;
    const others = plan.losseBerichten.length + records.leveringen.length;
    if (contacts + others === 0 && !records.gesprekken.some(({ leeg }) => leeg))
      return plan.openTaken.length + plan.nogBezig === 0 ? EXIT.ok : EXIT.failed;
    if (code === undefined) {
      terminal.out('');
      terminal.out(`Er is niets veranderd. Uitvoeren: dezelfde opdracht met --bevestig ${plan.code}`);
      return EXIT.ok;
    }
    if (code !== plan.code) {
      terminal.err(
        'De code hoort niet bij wat er nu gevonden is. Bekijk het opnieuw zonder --bevestig; er is niets veranderd.',
      );
      return EXIT.failed;
    }
    const report = await erasePerson(mongo, clock, records, plan, { door: wie.door, reden });
    terminal.out('');
    toVerklaringLines(report).forEach(terminal.out);
    return plan.openTaken.length + plan.nogBezig === 0 ? EXIT.ok : EXIT.failed;
  });
}

function toLines(plan: ErasePlan, leveringen: number): string[] {
  const contacts = (groups: ErasePlan['vernietigen']) => groups.flatMap(({ klantcontacten }) => klantcontacten);
  const rows = [
    ['klantcontacten te vernietigen (bewaartermijn voorbij)', contacts(plan.vernietigen)],
    ['klantcontacten te anonimiseren', contacts(plan.anonimiseren)],
    ['losse berichten te vernietigen', plan.losseBerichten],
  ] as const;
  return [
    ...toColumns([
      ...rows.map(([naam, all]) => [naam, String(all.length)]),
      ['leveringen van de webhook te vernietigen', String(leveringen)],
    ]),
    ...(plan.openTaken.length === 0
      ? []
      : [`BLIJFT: er zijn open taken; handel die eerst af: ${plan.openTaken.join(', ')}`]),
    ...(plan.nogBezig === 0
      ? []
      : [
          `BLIJFT: ${plan.nogBezig} berichten of gesprekken zijn nog open of geparkeerd, of er gaat nog een antwoord uit`,
        ]),
  ];
}
