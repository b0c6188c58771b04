import { INGANG, STATEN } from '#domain/inbound-message/message-words.ts';
import type { Berichtpagina } from '#application/inzage/bericht-inzage.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import { toVisibleText } from '#domain/text/visible-text.ts';
import { fact } from './betrokkene-part.ts';
import { fileKind } from './file-kind.ts';
import { fileSize, longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import type { ExplainParked } from './reason-part.ts';
import { stepsPart } from './steps-part.ts';
import type { NaamVan } from './taak-labels.ts';

export interface ParkedDetailView {
  readonly pagina: Getoond<Berichtpagina>;
  readonly explain: ExplainParked;
  readonly naamVan: NaamVan;
  /** The bytes as text; empty when they are not shown. */
  readonly inhoud: Html;
  /** What can be done; empty when it is neither parked nor aside any more. */
  readonly acties: Html;
}

/** One message that could not be read, or was not registered: why, what it says, what people did about it, and what can be done now. */
export function parkedDetailPage(view: ParkedDetailView): Html {
  const { pagina, explain } = view;
  const { uuid, channel, receivedAt, finishedAt, state, reason, size, mediaType, locations } = pagina.message;
  const isParked = state === 'parked';
  const isAside = state === 'aside';
  return html`<p class="kruimel"><a href="/taken">Taken</a> / bericht herstellen</p>
    <h1>${isAside ? 'Bericht dat niet geregistreerd is' : 'Bericht dat niet gelezen kon worden'}</h1>
    <div class="tweedeling">
      <div>
        <section class="kaart">
          <h2>Het bericht</h2>
          !${isParked || isAside ? '' : html`<p class="melding">Dit bericht is niet meer geparkeerd.</p>`}
          <dl class="gegevens">
            !${fact('Ontvangen', longMoment(receivedAt))}
            !${isParked && finishedAt !== undefined ? fact('Geparkeerd', longMoment(finishedAt)) : ''}
            !${isAside && finishedAt !== undefined ? fact('Apart sinds', longMoment(finishedAt)) : ''}
            !${fact('Ingang', INGANG[channel])} !${fact('Staat', STATEN[state])}
            !${reason === undefined ? '' : fact('Waarom', `${explain(reason.code)} (${reason.code})`)}
            !${fact('Bestand', `${fileKind(mediaType)}, ${fileSize(size)}`)}
            !${fact('Gevonden in', locations.map(plain).join(', '))}
          </dl>
          !${
            pagina.taak === undefined
              ? ''
              : html`<p><a href="/taken/${pagina.taak.nummer}">Naar taak ${pagina.taak.nummer}</a></p>`
          }
          <p class="let-op">
            Let op: open het bestand niet zonder virusscan.${isAside ? '' : ' Wij hebben het niet kunnen lezen.'}
          </p>
          <p>
            <a class="knop-rustig" href="/beheer/geparkeerd/${uuid}/origineel" download>Origineel downloaden</a>
          </p>
        </section>
        !${view.inhoud}
      </div>
      <div>!${view.acties} !${historyPart(view)}</div>
    </div>`;
}

function historyPart({ pagina: { message, trace }, explain, naamVan }: ParkedDetailView): Html {
  const { uuid, herstel } = message;
  return html`<section class="kaart">
    <h2>Verloop</h2>
    !${trace === undefined ? '' : stepsPart(trace, explain, naamVan)}
    !${
      herstel === undefined || herstel.vervangingen.length === 0
        ? ''
        : html`<h3>Herstelde bestanden</h3>
            <ul>
              !${herstel.vervangingen.map(
                ({ id, bestandsnaam, size }) =>
                  html`<li>
                    <a href="/beheer/geparkeerd/${uuid}/vervangingen/${id}" download>${plain(bestandsnaam)}</a>
                    (${fileSize(size)})
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}

/** A name of a file may turn the text around it. */
const plain = (name: string) => toVisibleText(Buffer.from(name), 400).text;
