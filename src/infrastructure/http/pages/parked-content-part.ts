import { isText, toVisibleText } from '#domain/text/visible-text.ts';
import { fileSize } from './format.ts';
import { html, type Html } from './html.ts';

/** Bytes on the page; the rest is in the file. */
const SHOWN = 64 * 1024;

/** What a message says, as plain text: nothing of it is ever rendered, and what hides or turns text is shown by number. */
export function parkedContentPart(bytes: Uint8Array, mediaType: string): Html {
  if (!isText(bytes)) {
    return html`<section class="kaart">
      <h2>Inhoud</h2>
      <p class="leeg">
        Dit is geen tekst (${mediaType}, ${fileSize(bytes.byteLength)}). Download het bestand om het te bekijken.
      </p>
    </section>`;
  }
  const { text, rest } = toVisibleText(bytes, SHOWN);
  const end = mediaType === 'message/rfc822' ? text.indexOf('\n\n') : -1;
  const [headers, body] = end === -1 ? ['', text] : [text.slice(0, end), text.slice(end + 2)];
  return html`<section class="kaart">
    <h2>Inhoud</h2>
    <p class="klein">Als platte tekst; er wordt niets uitgevoerd of opgehaald.</p>
    !${
      headers === ''
        ? ''
        : html`<h3>Kopregels</h3>
            <div class="tekst"><code>${headers}</code></div>
            <h3>Tekst</h3>`
    }
    <div class="tekst"><code>${body}</code></div>
    !${rest === 0 ? '' : html`<p class="klein">Afgebroken: download het bestand voor de rest (${fileSize(rest)}).</p>`}
  </section>`;
}
