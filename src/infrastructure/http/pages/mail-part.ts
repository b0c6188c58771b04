import { explainMislukt, MAILSOORTEN, MAILSTATEN } from '#domain/uitgaand/mail-words.ts';
import type { MailTrace } from '#application/ports/trace-reader.ts';
import { longMoment, plural } from './format.ts';
import { html, type Html } from './html.ts';

/** What became of mails of ours: gone, waiting, or never accepted and why. Nothing when there are none. */
export const mailPart = (mails: readonly MailTrace[]): Html =>
  mails.length === 0
    ? ''
    : html`<h3>E-mail van ons</h3>
        <ul class="mails">
          !${mails.map((mail) => html`<li><strong>${MAILSOORTEN[mail.soort]}</strong>: !${becameOf(mail)}</li>`)}
        </ul>`;

function becameOf({ state, aangemaaktOp, verzondenOp, attempts, reden }: MailTrace): Html {
  if (state === 'verzonden') return html`${MAILSTATEN[state]} op ${longMoment(verzondenOp ?? aangemaaktOp)}`;
  const tries = plural(attempts, 'poging', 'pogingen');
  if (state === 'open') return html`${MAILSTATEN[state]} sinds ${longMoment(aangemaaktOp)} (${tries})`;
  return html`<span class="te-laat">${MAILSTATEN[state]}</span> na ${tries}. ${explainMislukt(reden ?? '')}
    <code class="klein">${reden ?? 'onbekend'}</code>`;
}
