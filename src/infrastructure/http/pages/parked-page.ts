import type { MessageSummary } from '#application/ports/message-store.ts';
import { fileSize, longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { INGANG } from './ingang.ts';

export type ExplainParked = (code: string) => string;

/** Messages that could not be read, newest first, for operators. */
export const parkedPage = (berichten: readonly MessageSummary[], explain: ExplainParked): Html =>
  html`<h1>Geparkeerde berichten</h1>
    <p>Deze berichten zijn bewaard zoals ze kwamen, maar konden niet gelezen worden. Voor elk staat een taak klaar.</p>
    !${
      berichten.length === 0
        ? html`<p class="leeg">Er zijn geen geparkeerde berichten.</p>`
        : html`<table class="taken">
            <caption class="verborgen">
              Geparkeerde berichten
            </caption>
            <thead>
              <tr>
                <th scope="col">Ontvangen</th>
                <th scope="col">Geparkeerd</th>
                <th scope="col">Ingang</th>
                <th scope="col">Reden</th>
                <th scope="col">Grootte</th>
                <th scope="col">Taak</th>
                <th scope="col">Bericht</th>
              </tr>
            </thead>
            <tbody>
              !${berichten.map((bericht) => row(bericht, explain))}
            </tbody>
          </table>`
    }`;

const row = (message: MessageSummary, explain: ExplainParked): Html => {
  const { uuid, channel, receivedAt, finishedAt, reason, size, internetaken, herstel } = message;
  return html`<tr>
    <td data-label="Ontvangen">${longMoment(receivedAt)}</td>
    <td data-label="Geparkeerd">${finishedAt === undefined ? '' : longMoment(finishedAt)}</td>
    <td data-label="Ingang"><span class="kanaal">${INGANG[channel]}</span></td>
    <td data-label="Reden">
      ${explain(reason?.code ?? '')} <code class="klein">${reason?.code ?? 'onbekend'}</code>
      !${herstel?.weggelegdVoorstel === undefined ? '' : html`<span class="label">wegleggen voorgesteld</span>`}
    </td>
    <td data-label="Grootte">${fileSize(size)}</td>
    <td data-label="Taak">!${internetaken.map(({ nummer }) => html`<a href="/taken/${nummer}">${nummer}</a>`)}</td>
    <td data-label="Bericht"><a href="/beheer/geparkeerd/${uuid}">Bekijken en herstellen</a></td>
  </tr>`;
};
