import type { Verwant } from '#application/inzage/taakpagina-inzage.ts';
import { dayOf, shortMoment } from './format.ts';
import { html, type Html } from './html.ts';

/** Klantcontacten that this one is tied to. Of one that is not for this reader the page says where to ask, and no more. */
export const verwantenPart = (
  titel: string,
  verwanten: readonly Verwant[],
  eenheidNaam: (code: string) => string,
): Html =>
  verwanten.length === 0
    ? ''
    : html`<section class="kaart">
        <h2>${titel}</h2>
        !${verwanten.map((verwant) => verwantPart(verwant, eenheidNaam))}
      </section>`;

function verwantPart(verwant: Verwant, eenheidNaam: (code: string) => string): Html {
  const { nummer, plaatsgevondenOp } = verwant;
  if (verwant.soort === 'afgeschermd')
    return html`<p>
      Klantcontact ${nummer} van ${dayOf(plaatsgevondenOp)}, ligt bij ${eenheidNaam(verwant.ligtBij)}.
      <span class="klein">U kunt het niet lezen: het is van een andere eenheid.</span>
    </p>`;
  return html`<details>
    <summary>${shortMoment(plaatsgevondenOp)}, ${verwant.kanaal}: ${verwant.onderwerp} (${nummer})</summary>
    <div class="tekst">${verwant.inhoud ?? 'Zonder tekst.'}</div>
  </details>`;
}
