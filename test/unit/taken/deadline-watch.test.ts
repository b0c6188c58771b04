import { describe, expect, it } from 'vitest';
import { firstWatch, watchDeadline } from '#domain/interne-taak/deadline-watch.ts';
import { buildHerstelTaak } from '#domain/interne-taak/herstel-taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';

const never = () => false;
/** Monday morning; due Wednesday at 16:00 UTC (17:00 in Amsterdam). */
const receivedAt = new Date('2026-11-23T09:00:00Z');
const NADERT = new Date('2026-11-24T16:00:00Z');
const UITERLIJK = new Date('2026-11-25T16:00:00Z');
const dossier: TaakDossier = {
  ...buildHerstelTaak({
    messageUuid: '5d6eca03-6dd2-513e-8b42-7b2959ec3fba',
    kanaal: 'e-mail',
    receivedAt,
    nummer: '2000000001',
    reason: { code: 'mail-empty' },
    termijnWerkdagen: 2,
    isHoliday: never,
    now: receivedAt,
  }),
  bewaking: { op: NADERT, moment: 'nadert' },
};
const soorten = (after: TaakDossier | undefined) => after?.verloop.map(({ soort }) => soort).slice(1);

describe('the watch over a deadline', () => {
  it('begins one working day before, or at the deadline itself when that is nearer', () => {
    expect(firstWatch(dossier, never, receivedAt)).toEqual({ op: NADERT, moment: 'nadert' });
    expect(firstWatch(dossier, never, NADERT)).toEqual({ op: UITERLIJK, moment: 'verstreken' });
  });

  it('says that it comes near and then that it has passed, once each', () => {
    const near = watchDeadline(dossier, 'nadert', NADERT);
    expect(soorten(near)).toEqual(['termijn-nadert']);
    expect(near?.bewaking).toEqual({ op: UITERLIJK, moment: 'verstreken' });
    expect(watchDeadline(near ?? dossier, 'nadert', UITERLIJK)).toBeUndefined();
    const passed = watchDeadline(near ?? dossier, 'verstreken', UITERLIJK);
    expect(soorten(passed)).toEqual(['termijn-nadert', 'termijn-verstreken']);
    expect(passed?.bewaking).toBeUndefined();
    expect(watchDeadline(passed ?? dossier, 'verstreken', UITERLIJK)).toBeUndefined();
  });

  it('does nothing too early, for a finished task, or about a moment it never started', () => {
    expect(watchDeadline(dossier, 'nadert', receivedAt)).toBeUndefined();
    expect(watchDeadline(dossier, 'verstreken', NADERT)).toBeUndefined();
    expect(watchDeadline({ ...dossier, status: 'verwerkt' }, 'nadert', NADERT)).toBeUndefined();
    const { bewaking: _, ...unwatched } = dossier;
    expect(watchDeadline(unwatched, 'verstreken', UITERLIJK)).toBeUndefined();
  });

  it('that lost its first timer speaks of the passing only', () => {
    expect(soorten(watchDeadline(dossier, 'verstreken', UITERLIJK))).toEqual(['termijn-verstreken']);
  });
});
