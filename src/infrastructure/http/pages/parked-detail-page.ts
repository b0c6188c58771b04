import type { ParkedFound } from '#application/ports/parked-store.ts';
import type { HerstelHandeling } from '#domain/inbound-message/herstel.schema.ts';
import { toVisibleText } from '#domain/text/visible-text.ts';
import { fact } from './betrokkene-part.ts';
import { fileSize, longMoment, shortMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { INGANG } from './ingang.ts';
import type { ExplainParked } from './reason-part.ts';
import type { NaamVan } from './taak-labels.ts';

export interface ParkedDetailView {
  readonly found: ParkedFound;
  readonly explain: ExplainParked;
  readonly naamVan: NaamVan;
  /** The bytes as text; empty when they are not shown. */
  readonly inhoud: Html;
  /** What can be done; empty when it is neither parked nor aside any more. */
  readonly acties: Html;
}

const HANDELINGEN: Readonly<Record<HerstelHandeling, string>> = {
  'bytes-vervangen': 'Bestand vervangen',
  'velden-ingevuld': 'Velden ingevuld',
  'met-de-hand': 'Met de hand geregistreerd',
  'opnieuw-aangeboden': 'Opnieuw aangeboden',
  'wegleggen-voorgesteld': 'Wegleggen voorgesteld',
  weggelegd: 'Weggelegd',
  ingelezen: 'Ingelezen uit een map',
  'heropenen-voorgesteld': 'Terughalen voorgesteld',
  heropend: 'Teruggehaald om te registreren',
};

/** One message that could not be read, or was not registered: why, what it says, what people did about it, and what can be done now. */
export function parkedDetailPage(view: ParkedDetailView): Html {
  const { found, explain } = view;
  const { uuid, channel, receivedAt, finishedAt, state, reason, size, mediaType, locations } = found.message;
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
            !${fact('Ingang', INGANG[channel])}
            !${isParked || isAside ? fact('Waarom', explain(reason?.code ?? '')) : ''}
            !${reason === undefined ? '' : fact('Code', reason.code)}
            !${fact('Grootte', `${fileSize(size)}, ${mediaType}`)}
            !${fact('Gevonden in', locations.map(plain).join(', '))}
            !${found.taak === undefined ? '' : fact('Taak', found.taak.nummer)}
          </dl>
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

function historyPart({ found, naamVan }: ParkedDetailView): Html {
  const { uuid, herstel } = found.message;
  if (herstel === undefined) return '';
  return html`<section class="kaart">
    <h2>Herstel tot nu toe</h2>
    <ol class="verloop">
      !${herstel.wijzigingen.map(
        ({ op, door, handeling, reden }) =>
          html`<li>
            <span class="klein"><time datetime="${op.toISOString()}">${shortMoment(op)}</time>, ${naamVan(door)}</span>
            <strong>${HANDELINGEN[handeling]}</strong>
            !${reden === undefined ? '' : html`<span>${reden}</span>`}
          </li>`,
      )}
    </ol>
    <ul>
      !${herstel.vervangingen.map(
        ({ id, bestandsnaam, size }) =>
          html`<li>
            <a href="/beheer/geparkeerd/${uuid}/vervangingen/${id}" download>${plain(bestandsnaam)}</a>
            (${fileSize(size)})
          </li>`,
      )}
    </ul>
  </section>`;
}

/** A name of a file may turn the text around it. */
const plain = (name: string) => toVisibleText(Buffer.from(name), 400).text;
