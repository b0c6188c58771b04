import type { FastifyPluginAsync } from 'fastify';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { OpenInzage } from '#application/inzage/inzage.ts';
import type { Login } from '#application/login/create-login.ts';
import type { AccessTokens, Accounts } from '#application/ports/accounts.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { FormIntake } from '#application/ports/form-intake.ts';
import type { Log } from '#application/ports/log.ts';
import type { MessageCounter } from '#application/ports/message-counter.ts';
import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import type { Refusals } from '#application/ports/refusals.ts';
import type { RegisterReader } from '#application/ports/register-reader.ts';
import type { SessionStore } from '#application/ports/session-store.ts';
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
  readonly login: Login;
  readonly tokens: AccessTokens;
  /** Requests of each token, and wrong ones of each address. Of one process alone, or shared by all of them. */
  readonly tokenCounts: RateLimitStore;
  readonly sessions: SessionStore;
  /** The only way to what citizens wrote. */
  readonly openInzage: OpenInzage;
  readonly acts: TaakActs;
  readonly parkedActs: ParkedActs;
  /** Why a message is parked or aside, in Dutch, by its code. */
  readonly explainParked: (code: string) => string;
  readonly messageCounter: MessageCounter;
  readonly forms: FormIntake;
  readonly register: RegisterReader;
  /** Who looked at what: nothing is shown without its line. */
  readonly readAudit: ReadAudit;
  /** Units that can get a task. */
  readonly afdelingen: readonly { readonly code: string; readonly naam: string }[];
  /** The register's words for our ways in. */
  readonly kanalen: Readonly<Record<KanaalSleutel, string>>;
  readonly waiting: () => Promise<Readonly<Record<string, WaitingCount>>>;
  readonly whatsapp?: WhatsappWebhook;
  /** The queue board (src/infrastructure/queues/bull-board.ts), made for the path that it will have. */
  readonly board?: (path: string) => FastifyPluginAsync;
}
