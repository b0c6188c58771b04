import { describeTraceStep } from '#application/describe-trace-step.ts';
import type { MessageTrace, TraceStep } from '#application/trace-message.ts';
import { shortMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { mailPart } from './mail-part.ts';
import type { ExplainParked } from './reason-part.ts';
import { viaText, type NaamVan } from './taak-labels.ts';

/** Every step of one message with when, who and why, and what became of the mails about it. */
export const stepsPart = ({ steps, mails }: MessageTrace, explain: ExplainParked, naamVan: NaamVan): Html =>
  html`<ol class="verloop">
      !${steps.map((step) => stepPart(step, explain, naamVan))}
    </ol>
    !${mailPart(mails)}`;

function stepPart(step: TraceStep, explain: ExplainParked, naamVan: NaamVan): Html {
  const { at, by, via, taak } = step;
  const { wat, uitleg } = describeTraceStep(step, explain);
  const who = by === undefined ? '' : `, ${naamVan(by)}${viaText(via)}`;
  return html`<li>
    <span class="klein"
      ><time datetime="${at.toISOString()}">${shortMoment(at)}</time>${who}!${
        taak === undefined ? '' : html`, taak <a href="/taken/${taak}">${taak}</a>`
      }</span
    >
    <strong>${wat}</strong>
    !${uitleg === undefined ? '' : html`<span>${uitleg}</span>`}
  </li>`;
}
