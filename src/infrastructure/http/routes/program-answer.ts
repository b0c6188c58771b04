import type { FastifyRequest } from 'fastify';
import type { Programma } from '#domain/inzage/lezer.ts';
import { mayRead } from '#domain/inzage/lezer.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Recht } from '#application/ports/accounts.ts';
import type { HttpDeps } from '../http-deps.ts';
import { toProgramma } from '../security/to-programma.ts';
import { requireToken } from '../security/tokens.ts';
import type { TaakDone } from './taak-outcome.ts';

/** Who gets the answer: the program, and what its token may do. */
export interface ProgramReader {
  readonly programma: Programma;
  readonly rechten: readonly Recht[];
}

/** The program behind a request that `guards` let in. */
export function programReader(
  request: FastifyRequest,
  { tokens, kanalen }: Pick<HttpDeps, 'tokens' | 'kanalen'>,
): ProgramReader {
  const token = requireToken(request, tokens, 'schrijven');
  return { programma: toProgramma(token, kanalen), rechten: token.rechten };
}

/** What a program that acted is told: that it happened, and the text of a task only when it may read its klantcontact. */
export function toProgramAnswer(done: TaakDone, reader: ProgramReader) {
  const show = mayReadTaken(tasksOf(done), reader) ? (dossier: TaakDossier) => dossier : withoutText;
  return { ...done, taak: show(done.taak), ...('vervolg' in done ? { vervolg: show(done.vervolg) } : {}) };
}

/** The tasks of an answer: they are on one klantcontact, so who may read one may read the other. */
export const tasksOf = (done: TaakDone): TaakDossier[] => ('vervolg' in done ? [done.taak, done.vervolg] : [done.taak]);

export function mayReadTaken(taken: readonly TaakDossier[], { programma, rechten }: ProgramReader): boolean {
  const [first] = taken;
  if (first === undefined || !rechten.includes('lezen')) return false;
  return mayRead(programma, { kanaal: first.kanaal, vertrouwelijk: first.vertrouwelijk === true, taken });
}

/** Which one it is and how it stands. */
export const withoutText = ({ uuid, nummer, status }: TaakDossier) => ({ uuid, nummer, status });
