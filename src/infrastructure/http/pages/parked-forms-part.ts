import type { MessageSummary } from '#application/ports/message-store.ts';
import { field } from './field.ts';
import { html, type Html } from './html.ts';

export interface ParkedFormsView {
  readonly message: MessageSummary;
  readonly csrf: string;
  readonly medewerker: string;
  readonly vierOgenDoor: string | undefined;
  /** What was refused just now, and what had been typed. */
  readonly fout?: { readonly reden: string; readonly veld?: string } | undefined;
  readonly getypt?: Readonly<Record<string, string>> | undefined;
}

/** Names of the fields, as they are typed; the same as those of `herstelVeldenSchema`. */
export const VELDEN = [
  'onderwerp',
  'inhoud',
  'naam',
  'emailadres',
  'telefoonnummer',
  'plaatsgevondenOp',
  'geadresseerde',
] as const;

/** What somebody can do with a parked message; each act is a form that works without a script. */
export const parkedFormsPart = (view: ParkedFormsView): Html =>
  html`<section class="kaart acties">
    <h2>Wat gaat u doen?</h2>
    !${view.fout === undefined ? '' : html`<p class="fout" role="alert">${view.fout.reden}</p>`} !${retryForm(view)}
    !${replaceForm(view)} !${fieldsForm(view)} !${discardForm(view)}
  </section>`;

const start = ({ message, csrf }: ParkedFormsView, actie: string, inhoud: Html): Html =>
  html`<form method="post" action="/beheer/geparkeerd/${message.uuid}/${actie}" class="formulier">
    <input type="hidden" name="_csrf" value="${csrf}" />
    !${inhoud}
  </form>`;

const retryForm = (view: ParkedFormsView): Html =>
  start(
    view,
    'opnieuw',
    html`<p class="klein">Het bericht wordt meteen opnieuw gelezen, met wat hieronder hersteld is.</p>
      <button class="knop" type="submit">Opnieuw aanbieden</button>`,
  );

function replaceForm({ message, csrf }: ParkedFormsView): Html {
  return html`<details>
    <summary>Bestand vervangen</summary>
    <form
      method="post"
      action="/beheer/geparkeerd/${message.uuid}/vervangen"
      enctype="multipart/form-data"
      class="formulier"
    >
      <input type="hidden" name="_csrf" value="${csrf}" />
      <p class="klein">
        Dit bestand wordt gelezen in plaats van het ontvangen bestand. Het ontvangen bestand blijft bewaard.
      </p>
      !${reden('vervangen', 'Wat is er aan het bestand hersteld?')}
      <div class="veld">
        <label for="bestand">Hersteld bestand</label>
        <input type="file" id="bestand" name="bestand" required />
      </div>
      <button class="knop" type="submit">Bestand vervangen</button>
    </form>
  </details>`;
}

function fieldsForm(view: ParkedFormsView): Html {
  const { message, getypt, fout } = view;
  const { velden = {} } = message.herstel ?? {};
  const known = { ...velden, plaatsgevondenOp: velden.plaatsgevondenOp?.toISOString() };
  const value = (name: (typeof VELDEN)[number]) => getypt?.[name] ?? known[name] ?? '';
  const one = (
    name: (typeof VELDEN)[number],
    label: string,
    more: { hint?: string; rows?: number; maxlength?: number } = {},
  ) => field({ name, label, value: value(name), ...(fout?.veld === name ? { fout: fout.reden } : {}), ...more });
  const body = html`<summary>Velden invullen</summary>
    !${start(
      view,
      'velden',
      html`<p class="klein">Wat u invult gaat voor op wat er gelezen wordt. Leeg laten mag.</p>
        !${one('onderwerp', 'Onderwerp', { maxlength: 500 })}
        !${one('inhoud', 'Tekst van het bericht', { rows: 8, maxlength: 100_000 })}
        !${one('naam', 'Naam van de afzender')} !${one('emailadres', 'E-mailadres')}
        !${one('telefoonnummer', 'Telefoonnummer', { hint: 'Zonder streepjes of spaties' })}
        !${one('plaatsgevondenOp', 'Wanneer was het contact?', { hint: 'Bijvoorbeeld 2026-11-24 10:30' })}
        !${one('geadresseerde', 'Voor wie is het?', { hint: 'Een afdeling komt daar terecht' })}
        !${reden('velden', 'Toelichting (niet verplicht)', false)}
        <button class="knop" type="submit" name="actie" value="bewaren">Velden bewaren</button>
        <p class="klein">
          Wordt het bericht nooit leesbaar? Dan is wat u invult het klantcontact, met het ontvangen bestand als bijlage.
        </p>
        <button class="knop-rustig" type="submit" name="actie" value="met-de-hand">Met de hand registreren</button>`,
    )}`;
  return getypt === undefined ? html`<details>!${body}</details>` : html`<details open>!${body}</details>`;
}

function discardForm(view: ParkedFormsView): Html {
  const { vierOgenDoor, medewerker, message } = view;
  const voorstel = message.herstel?.weggelegdVoorstel;
  if (voorstel !== undefined) {
    return html`<div class="let-op">
      <p>${vierOgenDoor ?? voorstel.door} stelt voor om dit bericht weg te leggen: ${voorstel.reden}</p>
      !${
        voorstel.door === medewerker
          ? html`<p class="klein">Een ander moet dit bevestigen.</p>`
          : start(view, 'wegleggen', html`<button class="knop" type="submit">Wegleggen bevestigen</button>`)
      }
    </div>`;
  }
  return html`<details>
    <summary>Wegleggen zonder te registreren</summary>
    !${start(
      view,
      'wegleggen',
      html`!${reden('wegleggen', 'Waarom hoeft dit niet geregistreerd te worden?')}
        <button class="knop" type="submit">Wegleggen</button>`,
    )}
  </details>`;
}

export function reden(actie: string, label: string, required = true): Html {
  const id = `${actie}-reden`;
  return html`<div class="veld">
    <label for="${id}">${label}</label>
    !${
      required
        ? html`<textarea id="${id}" name="reden" rows="2" maxlength="500" required></textarea>`
        : html`<textarea id="${id}" name="reden" rows="2" maxlength="500"></textarea>`
    }
  </div>`;
}
