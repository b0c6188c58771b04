import { INGANG } from '#domain/inbound-message/message-words.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import type { Berichtenlijst } from '#application/inzage/berichten-inzage.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import { fileSize, longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { reasonPart, type ExplainParked } from './reason-part.ts';
import { tablePart } from './table-part.ts';

const KOLOMMEN = ['Ontvangen', 'Geparkeerd', 'Ingang', 'Reden', 'Grootte', 'Taak', 'Bericht'];

/** Messages that could not be read, newest first, for operators. */
export const parkedPage = ({ berichten }: Getoond<Berichtenlijst>, explain: ExplainParked): Html =>
  html`<h1>Geparkeerde berichten</h1>
    <p>Deze berichten zijn bewaard zoals ze kwamen, maar konden niet gelezen worden. Voor elk staat een taak klaar.</p>
    !${
      berichten.length === 0
        ? html`<p class="leeg">Er zijn geen geparkeerde berichten.</p>`
        : tablePart(
            'Geparkeerde berichten',
            KOLOMMEN,
            berichten.map((bericht) => row(bericht, explain)),
          )
    }`;

const row = (message: MessageSummary, explain: ExplainParked): Html => {
  const { uuid, channel, receivedAt, finishedAt, reason, size, internetaken, herstel } = message;
  return html`<tr>
    <td data-label="Ontvangen">${longMoment(receivedAt)}</td>
    <td data-label="Geparkeerd">${finishedAt === undefined ? '' : longMoment(finishedAt)}</td>
    <td data-label="Ingang"><span class="kanaal">${INGANG[channel]}</span></td>
    <td data-label="Reden">
      !${reasonPart({ reason }, explain)}
      !${herstel?.weggelegdVoorstel === undefined ? '' : html`<span class="label">wegleggen voorgesteld</span>`}
    </td>
    <td data-label="Grootte">${fileSize(size)}</td>
    <td data-label="Taak">!${internetaken.map(({ nummer }) => html`<a href="/taken/${nummer}">${nummer}</a>`)}</td>
    <td data-label="Bericht"><a href="/beheer/geparkeerd/${uuid}">Bekijken en herstellen</a></td>
  </tr>`;
};
