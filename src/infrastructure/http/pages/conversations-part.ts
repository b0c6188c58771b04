import type { Getoond } from '#application/inzage/getoond.ts';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import { age, plural, shortMoment } from './format.ts';
import { html, type Html } from './html.ts';

/** Lines that are shown at first; the others unfold. */
const LAST_LINES = 3;

/** Conversations that are going on now: not registered yet, to be read along. Our script asks for it again and again. */
export const conversationsPart = (gesprekken: Getoond<readonly OpenConversation[]>, now: Date): Html =>
  html`<section id="gesprekken" data-verversen="/taken/gesprekken" aria-live="off">
    !${
      gesprekken.length === 0
        ? ''
        : html`<h2>Lopende gesprekken <span class="aantal">${gesprekken.length}</span></h2>
            <ul class="gesprekken">
              !${gesprekken.map((gesprek) => conversation(gesprek, now))}
            </ul>`
    }
  </section>`;

function conversation({ kanaal, last, count, lines }: OpenConversation, now: Date): Html {
  const early = lines.slice(0, -LAST_LINES);
  return html`<li class="gesprek">
    <p class="gesprek-kop">
      <span class="kanaal">${kanaal}</span> ${plural(count, 'bericht', 'berichten')}, laatste
      <time datetime="${last.toISOString()}">${age(last, now)}</time>${age(last, now) === 'zojuist' ? '' : ' geleden'}
    </p>
    !${
      early.length === 0
        ? ''
        : html`<details>
            <summary>Eerdere berichten</summary>
            <ol>
              !${early.map(line)}
            </ol>
          </details>`
    }
    <ol>
      !${lines.slice(-LAST_LINES).map(line)}
    </ol>
  </li>`;
}

const line = ({ op, tekst }: OpenConversation['lines'][number]): Html =>
  html`<li><time datetime="${op.toISOString()}">${shortMoment(op)}</time> <span class="tekst">${tekst}</span></li>`;
