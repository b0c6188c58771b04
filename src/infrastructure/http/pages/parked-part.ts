import { INGANG } from '#domain/inbound-message/message-words.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { fact } from './betrokkene-part.ts';
import { fileKind } from './file-kind.ts';
import { fileSize, longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import type { ExplainParked } from './reason-part.ts';

/** What is known of a message that could not be read: why, and its bytes, to be looked at with care. */
export const parkedPart = (
  { nummer }: TaakDossier,
  berichten: readonly MessageSummary[],
  explain: ExplainParked,
): Html =>
  html`<section class="kaart">
    <h2>Bericht dat niet gelezen kon worden</h2>
    <p>
      Het staat nog niet in het register. Bekijk en herstel het: daarna wordt het opnieuw gelezen, of registreert u het
      met de hand.
    </p>
    !${berichten.map((bericht) => messagePart(bericht, nummer, explain))}
  </section>`;

function messagePart(message: MessageSummary, nummer: string, explain: ExplainParked): Html {
  const { uuid, receivedAt, reason, size, mediaType, channel } = message;
  return html`<dl class="gegevens">
      !${fact('Ontvangen', longMoment(receivedAt))} !${fact('Ingang', INGANG[channel])}
      !${reason === undefined ? '' : fact('Waarom', `${explain(reason.code)} (${reason.code})`)}
      !${fact('Bestand', `${fileKind(mediaType)}, ${fileSize(size)}`)}
    </dl>
    <p class="let-op">Let op: open het bestand niet zonder virusscan. Wij hebben het niet kunnen lezen.</p>
    <p>
      <a class="knop" href="/beheer/geparkeerd/${uuid}">Bekijken en herstellen</a>
      <a class="knop-rustig" href="/taken/${nummer}/berichten/${uuid}" download>Origineel downloaden</a>
      <a class="klein" href="/taken/${nummer}/berichten/${uuid}?weergave=tekst" target="_blank" rel="noopener"
        >Bekijk als tekst<span class="verborgen"> (opent in een nieuw venster)</span></a
      >
    </p>`;
}
