import { herstelVeldenSchema, type HerstelVelden } from '#domain/inbound-message/herstel.schema.ts';
import { toInstant } from '#domain/time/dutch-instant.ts';
import { UsageError } from '../exit-code.ts';
import { readInput } from '../read-input.ts';

/** What was typed behind the options of `correct` and `register`. */
export interface VeldOptions {
  readonly onderwerp?: string;
  readonly inhoud?: string;
  readonly inhoudBestand?: string;
  readonly naam?: string;
  readonly emailadres?: string;
  readonly telefoonnummer?: string;
  readonly plaatsgevondenOp?: string;
  readonly geadresseerde?: string;
  readonly reason?: string;
}

/** The fields of the options. Throws a UsageError that names the option that is wrong. */
export async function readVelden({ reason: _, inhoudBestand, ...options }: VeldOptions): Promise<HerstelVelden> {
  const inhoud = inhoudBestand === undefined ? options.inhoud : (await readInput(inhoudBestand)).toString('utf8');
  const { plaatsgevondenOp: moment } = options;
  const given = Object.entries({
    ...options,
    inhoud,
    plaatsgevondenOp: moment === undefined ? undefined : (toInstant(moment) ?? moment),
  }).filter(([, value]) => value !== undefined);
  const parsed = herstelVeldenSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(
    `--${name} klopt niet (zie help parked): een kort, niet leeg veld, een geldig adres of een tijdstip`,
  );
}
