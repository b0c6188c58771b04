import type { MessageSummary } from '#application/ports/message-store.ts';
import { html, type Html } from './html.ts';

/** Why a message is parked or aside, in Dutch, by its code. */
export type ExplainParked = (code: string) => string;

/** Why a message is where it is: the sentence, and the code by which operators know it. */
export const reasonPart = ({ reason }: Pick<MessageSummary, 'reason'>, explain: ExplainParked): Html =>
  html`${explain(reason?.code ?? '')} <code class="klein">${reason?.code ?? 'onbekend'}</code>`;
