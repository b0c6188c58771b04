import type { FastifyPluginAsync } from 'fastify';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { ListOpenConversations } from '#application/list-open-conversations.ts';
import type { AccessTokens, Accounts } from '#application/ports/accounts.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { ContactReader } from '#application/ports/contact-reader.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import type { FormIntake } from '#application/ports/form-intake.ts';
import type { Log } from '#application/ports/log.ts';
import type { MessageCounter } from '#application/ports/message-counter.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import type { ParkedStore } from '#application/ports/parked-store.ts';
import type { Refusals } from '#application/ports/refusals.ts';
import type { RegisterReader } from '#application/ports/register-reader.ts';
import type { SessionStore } from '#application/ports/session-store.ts';
import type { TaakStore } from '#application/ports/taak-store.ts';
import type { TraceReader } from '#application/ports/trace-reader.ts';
import type { WaitingCount } from '#application/ports/waiting-count.ts';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import type { ReleaseParked } from '#application/release-parked.ts';
import type { ReopenMessage } from '#application/reopen-message.ts';
import type { RepairParked } from '#application/repair-parked.ts';
import type { AnswerTaak } from '#application/taken/answer-taak.ts';
import type { ClaimNextTaak } from '#application/taken/claim-next-taak.ts';
import type { ClaimTaak } from '#application/taken/claim-taak.ts';
import type { CloseTaak } from '#application/taken/close-taak.ts';
import type { MarkNietDoorKcc } from '#application/taken/mark-niet-door-kcc.ts';
import type { PassOnTaak } from '#application/taken/pass-on-taak.ts';
import type { ReleaseTaak } from '#application/taken/release-taak.ts';
import type { SendBackTaak } from '#application/taken/send-back-taak.ts';
import type { TraceMessage } from '#application/trace-message.ts';
import type { PrometheusMetrics } from '#infrastructure/metrics/prometheus-metrics.ts';
import type { HttpSettings } from './http-settings.ts';

/** The acts on a task. */
export interface TaakActs {
  readonly claimTaak: ClaimTaak;
  readonly claimNextTaak: ClaimNextTaak;
  readonly releaseTaak: ReleaseTaak;
  readonly answerTaak: AnswerTaak;
  readonly passOnTaak: PassOnTaak;
  readonly markNietDoorKcc: MarkNietDoorKcc;
  readonly sendBackTaak: SendBackTaak;
  readonly closeTaak: CloseTaak;
}

/** The acts on a message that is parked or aside. */
export interface ParkedActs extends ReleaseParked, RepairParked, ReopenMessage {}

/** Something that the program leans on, for /health/ready. */
export interface HealthPart {
  readonly naam: string;
  /** Without it nothing can be accepted: /health/ready answers 503. */
  readonly nodig: boolean;
  /** Whether a stranger may know that it is there and how it is; its name says nothing of this installation then. */
  readonly openbaar?: boolean;
  /** Code or state, and since when (ISO 8601) where that is known; no personal data. May throw: then it is down. */
  check(): Promise<{ readonly ok: boolean; readonly detail?: string | undefined; readonly sinds?: string }>;
}

/** Everything the HTTP server serves. What is absent has no route. */
export interface HttpDeps {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: PrometheusMetrics;
  readonly refusals: Refusals;
  readonly health: () => Promise<readonly HealthPart[]>;
  readonly accounts: Accounts;
  readonly tokens: AccessTokens;
  readonly sessions: SessionStore;
  readonly taken: TaakStore;
  readonly acts: TaakActs;
  readonly parked: ParkedStore;
  readonly parkedActs: ParkedActs;
  /** Why a message is parked or aside, in Dutch, by its code. */
  readonly explainParked: (code: string) => string;
  /** Everything that happened to the messages behind a term. */
  readonly traceMessage: TraceMessage;
  /** What became of the mails that tasks caused. */
  readonly findMails: TraceReader['findMails'];
  readonly contacts: ContactReader;
  readonly messages: MessageStore;
  readonly messageCounter: MessageCounter;
  readonly documents: DocumentStore;
  readonly forms: FormIntake;
  readonly register: RegisterReader;
  /** Who looked at what; absent: it is not written down. */
  readonly readAudit?: ReadAudit;
  /** Units that can get a task. */
  readonly afdelingen: readonly { readonly code: string; readonly naam: string }[];
  /** The register's words for our ways in. */
  readonly kanalen: Readonly<Record<KanaalSleutel, string>>;
  readonly waiting: () => Promise<Readonly<Record<string, WaitingCount>>>;
  readonly whatsapp?: WhatsappWebhook;
  readonly conversations?: ListOpenConversations;
  /** The queue board (src/infrastructure/queues/bull-board.ts), made for the path that it will have. */
  readonly board?: (path: string) => FastifyPluginAsync;
}
