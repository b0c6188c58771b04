import type { FastifyRequest } from 'fastify';
import { herstelVeldenSchema, type HerstelVelden } from '#domain/inbound-message/herstel.schema.ts';
import { toInstant } from '#domain/time/dutch-instant.ts';
import { VELDEN } from '../pages/parked-forms-part.ts';

export interface TypedFields {
  readonly velden: HerstelVelden;
  readonly getypt: Readonly<Record<string, string>>;
  /** Present when something is wrong; `velden` is empty then. */
  readonly fout?: { readonly veld: string; readonly reden: string };
}

const REASONS: Readonly<Record<string, string>> = {
  emailadres: 'Dit is geen e-mailadres.',
  telefoonnummer: 'Schrijf het nummer zonder streepjes of spaties, bijvoorbeeld 0612345678.',
  plaatsgevondenOp: 'Schrijf het tijdstip als 2026-11-24 10:30.',
};

/** The fields of the form; empty ones are not filled in. */
export function readParkedFields(body: unknown): TypedFields {
  const sent = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name].trim() : '');
  const getypt = Object.fromEntries(VELDEN.map((name) => [name, text(name)]));
  const filled = Object.entries(getypt).filter(([, value]) => value !== '');
  const values = filled.map(([name, value]) => [
    name,
    name === 'plaatsgevondenOp' ? (toInstant(value) ?? value) : value,
  ]);
  const parsed = herstelVeldenSchema.safeParse(Object.fromEntries(values));
  if (parsed.success) return { velden: parsed.data, getypt };
  const veld = String(parsed.error.issues[0]?.path[0] ?? '');
  return { velden: {}, getypt, fout: { veld, reden: REASONS[veld] ?? 'Dit veld is te lang.' } };
}

export const redenOf = ({ body }: FastifyRequest): string => {
  const { reden } = (body ?? {}) as { reden?: unknown };
  return typeof reden === 'string' ? reden.trim() : '';
};
