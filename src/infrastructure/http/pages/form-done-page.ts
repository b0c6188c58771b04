import type { FormOutcome } from '#application/ports/form-intake.ts';
import { html, type Html } from './html.ts';

type Done = Exclude<FormOutcome, { kind: 'refused' | 'not-allowed' | 'conflict' | 'full' }>;

const UITLEG: Readonly<Record<Done['kind'], string>> = {
  registered: 'Het contact staat in het register.',
  aside: 'Er is niets geregistreerd: er is niemand geïdentificeerd en er is geen opvolging nodig.',
  pending: 'Het formulier is veilig ontvangen en wordt zo geregistreerd. U hoeft het niet opnieuw te sturen.',
  parked: 'Het formulier is veilig ontvangen, maar kon niet verwerkt worden. Een collega kijkt ernaar.',
};

/** What became of a form of the counter. */
export const formDonePage = (kanaal: string, { kind, klantcontacten, internetaken }: Done): Html =>
  html`<div class="smal">
    <section class="kaart">
      <h1>${kind === 'aside' ? 'Geen registratie nodig' : 'Ontvangen'}</h1>
      <p>${UITLEG[kind]}</p>
      !${
        klantcontacten.length === 0
          ? ''
          : html`<h2>Klantcontact</h2>
              <ul>
                !${klantcontacten.map(({ nummer }) => html`<li class="nummer">${nummer}</li>`)}
              </ul>`
      }
      !${
        internetaken.length === 0
          ? ''
          : html`<h2>Taak</h2>
              <ul>
                !${internetaken.map(({ nummer }) => html`<li class="nummer"><a href="/taken/${nummer}">${nummer}</a></li>`)}
              </ul>`
      }
      <p><a class="knop" href="/${kanaal}">Nieuw formulier</a></p>
    </section>
  </div>`;
