import { randomUUID } from 'node:crypto';
import { medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toColumns } from '../output/columns.ts';
import { toLocalTime } from '../output/local-time.ts';
import { openRecords } from './open-records.ts';

/** Where an account is logged in: kind of browser, since when, last used. */
export const listSessions = (context: CliContext, gebruikersnaam: string): Promise<number> =>
  openRecords(context, async ({ sessions }) => {
    const open = await sessions.list(gebruikersnaam);
    const rows = open.map(({ nummer, apparaat, begonnenOp, gebruiktOp }) => [
      nummer,
      apparaat ?? 'onbekend',
      `sinds ${toLocalTime(begonnenOp)}`,
      `gebruikt ${toLocalTime(gebruiktOp)}`,
    ]);
    toColumns(rows).forEach(context.terminal.out);
    if (open.length === 0) context.terminal.err(`Er is geen sessie van ${gebruikersnaam}.`);
    return EXIT.ok;
  });

/** Ends them all, and makes strangers of the devices. */
export const endSessions = (context: CliContext, gebruikersnaam: string): Promise<number> =>
  openRecords(context, async ({ sessions, devices, audit, wie: { door, via } }) => {
    const objecten = [{ soort: 'medewerker', uuid: medewerkerUuid(gebruikersnaam) }];
    const entry = { uuid: randomUUID(), op: context.clock.now(), handeling: 'sessies-beeindigd' };
    await audit.add([{ ...entry, door, via, objecten }]);
    await devices.forget(gebruikersnaam);
    const count = await sessions.end(gebruikersnaam);
    context.terminal.out(`${count} ${count === 1 ? 'sessie' : 'sessies'} van ${gebruikersnaam} beëindigd`);
    return EXIT.ok;
  });
