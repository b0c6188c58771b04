import { hostname } from 'node:os';
import type { CircuitBreaker } from '#application/ports/circuit-breaker.ts';
import { createSharedCircuits, type SharedCircuits } from '#application/share-circuits.ts';
import { isScannerOutage } from '#application/scan-document.ts';
import { isGraphOutage } from '#channels/whatsapp/whatsapp.media.ts';
import { createCircuitBreaker } from '#infrastructure/circuits/circuit-breaker.ts';
import { isSmtpOutage } from '#infrastructure/smtp/smtp-failure.ts';
import type { Failure } from '#domain/failure/failure.ts';
import type { IntakeConfig } from './config/config.schema.ts';
import type { Tools } from './tools.ts';
import { smtpAccounts } from './smtp-accounts.ts';

export interface Circuits extends SharedCircuits {
  /** By name of the mailbox. */
  readonly imap: ReadonlyMap<string, CircuitBreaker>;
  /** By name of the account. */
  readonly smtp: ReadonlyMap<string, CircuitBreaker>;
  readonly graph: CircuitBreaker | undefined;
  readonly scanner: CircuitBreaker | undefined;
}

/** One circuit per system outside that can fail by itself. */
export function createCircuits(config: IntakeConfig, { stores, log, clock }: Tools): Circuits {
  const { kanalen, zekeringen } = config;
  const { circuits: board } = stores.queues;
  const settings = { threshold: zekeringen.drempel, coolDownMs: zekeringen.afkoelSeconden * 1_000, log, clock };
  const each = (kind: string, names: readonly string[], counts: (failure: Failure) => boolean) =>
    new Map(names.map((naam) => [naam, createCircuitBreaker({ ...settings, system: `${kind}:${naam}`, counts })]));
  const mailboxes = kanalen.email?.mailboxes ?? [];
  const imap = each(
    'imap',
    mailboxes.map(({ naam }) => naam),
    ({ kind }) => kind === 'transient',
  );
  const smtp = each(
    'smtp',
    smtpAccounts(config).map(({ naam }) => naam),
    isSmtpOutage,
  );
  const graph =
    kanalen.whatsapp === undefined
      ? undefined
      : createCircuitBreaker({ ...settings, system: 'graph', counts: isGraphOutage });
  const scanner =
    config.virusscanner === undefined
      ? undefined
      : createCircuitBreaker({ ...settings, system: 'virusscanner', counts: isScannerOutage });
  const optional = [graph, scanner].filter((circuit) => circuit !== undefined);
  const own = [...imap.values(), ...smtp.values(), ...optional];
  const shared = createSharedCircuits({ own, board, process: `${hostname()}-${process.pid}`, clock });
  return { imap, smtp, graph, scanner, ...shared };
}
