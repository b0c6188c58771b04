import type { MessageSummary } from '#application/ports/message-store.ts';
import { isText, toVisibleText } from '#domain/text/visible-text.ts';
import { fileSize } from './format.ts';
import { html, type Html } from './html.ts';

/** Bytes on the page; the rest is in the file. */
export const SHOWN_BYTES = 64 * 1024;

type Message = Pick<MessageSummary, 'mediaType' | 'size'>;

/** `bytes`: the first SHOWN_BYTES of it. What a message says, as plain text: nothing of it is ever rendered, and what hides or turns text is shown by number. */
export function parkedContentPart(bytes: Uint8Array, { mediaType, size }: Message): Html {
  if (!isText(bytes)) {
    return html`<section class="kaart">
      <h2>Inhoud</h2>
      <p class="leeg">Dit is geen tekst (${mediaType}, ${fileSize(size)}). Download het bestand om het te bekijken.</p>
    </section>`;
  }
  const { text } = toVisibleText(bytes, SHOWN_BYTES);
  const rest = Math.max(0, size - SHOWN_BYTES);
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
