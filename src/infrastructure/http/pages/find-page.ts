import { INGANG, STATEN } from '#domain/inbound-message/message-words.ts';
import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { MessageTrace } from '#application/trace-message.ts';
import { fact } from './betrokkene-part.ts';
import { fileKind } from './file-kind.ts';
import { fileSize, longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import type { ExplainParked } from './reason-part.ts';
import { stepsPart } from './steps-part.ts';
import type { NaamVan } from './taak-labels.ts';

export interface FindView {
  /** As it was typed; empty when nothing was asked yet. */
  readonly zoek: string;
  readonly gevonden: Getoond<readonly MessageTrace[]> | undefined;
  readonly explain: ExplainParked;
  readonly naamVan: NaamVan;
}

/** "Where is my mail?" for operators: what is known of the messages behind a term. */
export const findPage = (view: FindView): Html =>
  html`<h1>Bericht zoeken</h1>
    <form class="filter" method="get" action="/beheer/berichten" role="search">
      <label for="zoek">Zoek op</label>
      <input id="zoek" name="zoek" type="text" value="${view.zoek}" maxlength="400" aria-describedby="zoek-hulp" />
      <button class="knop" type="submit">Zoeken</button>
    </form>
    <p class="hint" id="zoek-hulp">
      Message-ID van een e-mail, kenmerk van een appbericht (wamid), bestandsnaam van een scan, of het nummer van een
      klantcontact of taak.
    </p>
    !${
      view.gevonden?.length === 0
        ? html`<p class="leeg" role="status">Niets gevonden bij ${view.zoek}.</p>`
        : (view.gevonden ?? []).map((trace) => foundPart(trace, view))
    }`;

const foundPart = (trace: MessageTrace, { explain, naamVan }: FindView): Html => {
  const { uuid, channel, state, receivedAt, size, mediaType, klantcontacten } = trace.message;
  return html`<section class="kaart">
    <h2>${INGANG[channel]}, ontvangen ${longMoment(receivedAt)}</h2>
    <dl class="gegevens">
      !${fact('Staat', STATEN[state])} !${whyPart(trace.message, explain)}
      !${klantcontacten.length === 0 ? '' : fact('Klantcontact', klantcontacten.map(({ nummer }) => nummer).join(', '))}
      !${fact('Bestand', `${fileKind(mediaType)}, ${fileSize(size)}`)}
    </dl>
    !${
      state === 'parked' || state === 'aside'
        ? html`<p><a href="/beheer/geparkeerd/${uuid}">Bekijken en herstellen</a></p>`
        : ''
    }
    <h3>Verloop</h3>
    !${stepsPart(trace, explain, naamVan)}
  </section>`;
};

function whyPart({ reason }: MessageSummary, explain: ExplainParked): Html {
  if (reason === undefined) return '';
  const words = reason.code === VERWORPEN && reason.detail !== undefined ? ` Reden: ${reason.detail}` : '';
  return fact('Waarom', `${explain(reason.code)}${words} (${reason.code})`);
}
