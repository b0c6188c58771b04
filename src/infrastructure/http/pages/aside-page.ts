import { INGANG } from '#domain/inbound-message/message-words.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import type { Berichtenlijst } from '#application/inzage/berichten-inzage.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import { longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { reasonPart, type ExplainParked } from './reason-part.ts';
import { tablePart } from './table-part.ts';

export interface AsideView {
  readonly page: Getoond<Berichtenlijst>;
  readonly explain: ExplainParked;
}

const KOLOMMEN = ['Ontvangen', 'Ingang', 'Reden', 'Bericht'];

/** Messages that were deliberately not registered, newest first, for operators. */
export const asidePage = ({ page: { berichten, last }, explain }: AsideView): Html =>
  html`<h1>Apart gehouden berichten</h1>
    <p>
      Deze berichten zijn bewaard zoals ze kwamen, maar staan niet in het register: volgens de regels hoefde dat niet,
      of een collega legde ze weg. Klopt dat niet? Haal het bericht terug, dan wordt het alsnog geregistreerd.
    </p>
    !${
      berichten.length === 0
        ? html`<p class="leeg">Er zijn geen apart gehouden berichten.</p>`
        : tablePart(
            'Apart gehouden berichten',
            KOLOMMEN,
            berichten.map((bericht) => row(bericht, explain)),
          )
    }
    !${last === undefined ? '' : html`<p><a class="knop-rustig" href="${olderThan(last)}">Oudere berichten</a></p>`}`;

const olderThan = ({ acceptedAt, uuid }: NonNullable<Berichtenlijst['last']>) =>
  `/beheer/apart?sinds=${acceptedAt.toISOString()}&na=${uuid}`;

const row = ({ uuid, channel, receivedAt, reason, herstel }: MessageSummary, explain: ExplainParked): Html =>
  html`<tr>
    <td data-label="Ontvangen">${longMoment(receivedAt)}</td>
    <td data-label="Ingang"><span class="kanaal">${INGANG[channel]}</span></td>
    <td data-label="Reden">
      !${reasonPart({ reason }, explain)}
      !${reason?.code === VERWORPEN && reason.detail !== undefined ? html`<span class="klein">${reason.detail}</span>` : ''}
      !${herstel?.heropenVoorstel === undefined ? '' : html`<span class="label">terughalen voorgesteld</span>`}
    </td>
    <td data-label="Bericht"><a href="/beheer/geparkeerd/${uuid}">Bekijken of terughalen</a></td>
  </tr>`;
