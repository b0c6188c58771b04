import { KANALEN, type KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import { KCC } from '#domain/actor/medewerker.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Bestemmingen } from './destination-field.ts';
import { destinationField } from './destination-field.ts';
import { html, type Html } from './html.ts';
import type { NaamVan } from './taak-labels.ts';

export interface ActionsView {
  readonly dossier: TaakDossier;
  readonly medewerker: Medewerker;
  readonly csrf: string;
  readonly bestemmingen: Bestemmingen;
  /** The kanaal along which an answer goes by itself. */
  readonly kanaal: KanaalSleutel;
  readonly kanaalnamen: Readonly<Record<KanaalSleutel, string>>;
  readonly naamVan: NaamVan;
  /** What was refused just now, and what had been typed. */
  readonly fout?: { readonly actie: string; readonly reden: string } | undefined;
  readonly getypt?: Readonly<Record<string, string>> | undefined;
}

/** What can be done with an open task. Every act is a form of its own, so that it works without a script. */
export function taakActionsPart(view: ActionsView): Html {
  const { dossier, medewerker } = view;
  if (dossier.status === 'verwerkt') return '';
  if (dossier.behandelaar !== undefined && dossier.behandelaar !== medewerker.gebruikersnaam) return takenPart(view);
  const registered = dossier.soort === 'interne-taak';
  const withKcc = dossier.eenheid === KCC;
  return html`<section class="kaart acties">
    <h2>Wat gaat u doen?</h2>
    !${dossier.behandelaar === undefined ? claimForm(view) : releaseForm(view)} !${registered ? answerForm(view) : ''}
    !${
      registered && withKcc
        ? handOverForm(view, 'niet-door-kcc', 'Niet door KCC te beantwoorden', 'Een eenheid of collega volgt dit op.')
        : ''
    }
    !${registered ? handOverForm(view, 'doorzetten', 'Doorzetten', 'De taak gaat naar een andere eenheid of collega.') : ''}
    !${registered && !withKcc ? reasonForm(view, 'terugsturen', 'Terugsturen naar KCC', 'Waarom hoort dit niet hier?') : ''}
    !${registered ? reasonForm(view, 'afsluiten', 'Afsluiten zonder antwoord', 'Waarom is er geen antwoord nodig?') : repairLink(view)}
  </section>`;
}

/** Closing the task alone would leave a message that nobody looks at any more. */
const repairLink = ({ dossier }: ActionsView): Html =>
  html`!${dossier.messages.map(
    (uuid) => html`<p><a class="knop" href="/beheer/geparkeerd/${uuid}">Bericht herstellen of wegleggen</a></p>`,
  )}`;

const takenPart = (view: ActionsView): Html =>
  html`<section class="kaart acties">
    <h2>Opgepakt</h2>
    <p>${view.naamVan(view.dossier.behandelaar ?? '')} heeft deze taak opgepakt.</p>
    !${view.medewerker.rollen.includes('beheerder') ? releaseForm(view) : ''}
  </section>`;

const start = ({ dossier, csrf }: ActionsView, actie: string, inhoud: Html): Html =>
  html`<form method="post" action="/taken/${dossier.nummer}/${actie}" class="formulier">
    <input type="hidden" name="_csrf" value="${csrf}" />
    !${inhoud}
  </form>`;

const claimForm = (view: ActionsView) =>
  start(view, 'oppakken', html`<button class="knop" type="submit">Oppakken</button>`);

const releaseForm = (view: ActionsView) =>
  start(view, 'loslaten', html`<button class="knop-rustig" type="submit">Loslaten</button>`);

function folded({ fout }: ActionsView, actie: string, titel: string, inhoud: Html): Html {
  const body = html`<summary>${titel}</summary>
    !${fout?.actie === actie ? html`<p class="fout" role="alert">${fout.reden}</p>` : ''} !${inhoud}`;
  return fout?.actie === actie ? html`<details open>!${body}</details>` : html`<details>!${body}</details>`;
}

/** The value that was typed, only in the form that was refused. */
const typed = ({ fout, getypt }: ActionsView, actie: string, veld: string) =>
  fout?.actie === actie ? (getypt?.[veld] ?? '') : '';

function answerForm(view: ActionsView): Html {
  const fields = html`<div class="veld">
      <label for="antwoord">Antwoord aan de betrokkene</label>
      <textarea id="antwoord" name="antwoord" rows="8" maxlength="50000" required>
${typed(view, 'beantwoorden', 'antwoord')}</textarea>
    </div>
    <div class="veld">
      <label for="antwoord-kanaal">Langs</label>
      <select id="antwoord-kanaal" name="kanaal">
        !${KANALEN.filter((kanaal) => kanaal !== 'webformulier').map((kanaal) => kanaalOption(view, kanaal))}
      </select>
    </div>
    <button class="knop" type="submit">Beantwoorden</button>`;
  return folded(view, 'beantwoorden', 'Beantwoorden', start(view, 'beantwoorden', fields));
}

const kanaalOption = ({ kanaalnamen, kanaal: chosen }: ActionsView, kanaal: KanaalSleutel): Html =>
  kanaal === chosen
    ? html`<option value="${kanaal}" selected>${kanaalnamen[kanaal]}</option>`
    : html`<option value="${kanaal}">${kanaalnamen[kanaal]}</option>`;

function handOverForm(view: ActionsView, actie: string, titel: string, uitleg: string): Html {
  const fields = html`<p class="klein">${uitleg}</p>
    !${destinationField(`${actie}-naar`, 'naar', view.bestemmingen, typed(view, actie, 'naar'))}
    !${reasonField(view, actie, 'Toelichting (niet verplicht)', false)}
    <button class="knop" type="submit">${titel}</button>`;
  return folded(view, actie, titel, start(view, actie, fields));
}

function reasonForm(view: ActionsView, actie: string, titel: string, vraag: string): Html {
  const fields = html`!${reasonField(view, actie, vraag, true)} <button class="knop" type="submit">${titel}</button>`;
  return folded(view, actie, titel, start(view, actie, fields));
}

function reasonField(view: ActionsView, actie: string, label: string, required: boolean): Html {
  const id = `${actie}-toelichting`;
  const text = typed(view, actie, 'toelichting');
  const field = required
    ? html`<textarea id="${id}" name="toelichting" rows="3" maxlength="800" required>${text}</textarea>`
    : html`<textarea id="${id}" name="toelichting" rows="3" maxlength="800">${text}</textarea>`;
  return html`<div class="veld"><label for="${id}">${label}</label>!${field}</div>`;
}
