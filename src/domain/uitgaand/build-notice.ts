import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import type { TaakDossier } from '../interne-taak/taak-dossier.schema.ts';
import { cleanLine } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import { toMessageId, type Uitgaand } from './uitgaand.schema.ts';

export type NoticeSoort = 'nieuw' | 'nadert' | 'verstreken';

export interface NoticeFacts {
  /** See toMessageId. */
  readonly lot: string;
  readonly soort: NoticeSoort;
  readonly aan: string;
  readonly van: { readonly naam: string; readonly adres: string };
  /** Address of the task page. */
  readonly link: string;
  readonly now: Date;
}

const SUBJECT: Readonly<Record<NoticeSoort, (nummer: string) => string>> = {
  nieuw: (nummer) => `Nieuwe taak ${nummer}`,
  nadert: (nummer) => `Termijn van taak ${nummer} nadert`,
  verstreken: (nummer) => `Termijn van taak ${nummer} is verstreken`,
};

const moment = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'full',
  timeStyle: 'short',
});

export const noticeUuid = (taak: string, soort: NoticeSoort) => deterministicUuid(`taak:${taak}`, `melding:${soort}`);

/** Tells a unit or a colleague that there is a task: never who wrote, nor what was written. That is behind the login. */
export function buildNotice(dossier: TaakDossier, { lot, soort, aan, van, link, now }: NoticeFacts): Uitgaand {
  const uuid = noticeUuid(dossier.uuid, soort);
  const handeling = cleanLine(dossier.gevraagdeHandeling);
  return {
    uuid,
    soort: 'melding',
    aan,
    van: van.naam,
    onderwerp: cutText(`${SUBJECT[soort](dossier.nummer)}: ${handeling}`, 250),
    tekst: [
      `${SUBJECT[soort](dossier.nummer)}.`,
      '',
      `Gevraagde handeling: ${handeling}`,
      `Kanaal: ${dossier.kanaal}`,
      `Uiterlijk: ${moment.format(dossier.uiterlijkOp)}`,
      '',
      `Bekijk de taak: ${link}`,
      '',
      'Dit bericht is automatisch gemaakt. Een antwoord erop wordt niet gelezen.',
    ].join('\n'),
    messageId: toMessageId(lot, van.adres),
    state: 'open',
    attempts: 0,
    aangemaaktOp: now,
    taak: dossier.uuid,
  };
}
