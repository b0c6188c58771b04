import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import { html, type Html } from './html.ts';
import { reden, type ParkedFormsView } from './parked-forms-part.ts';

/** What somebody can do with a message that is aside: bring it back. Works without a script. */
export function reopenForm({ message, csrf, medewerker, vierOgenDoor, fout }: ParkedFormsView): Html {
  const voorstel = message.herstel?.heropenVoorstel;
  const mustWait = voorstel?.door === medewerker;
  const isDiscarded = message.reason?.code === VERWORPEN;
  return html`<section class="kaart acties">
    <h2>Toch registreren?</h2>
    !${fout === undefined ? '' : html`<p class="fout" role="alert">${fout.reden}</p>`}
    <p class="klein">
      ${
        isDiscarded
          ? 'Het bericht wordt opnieuw gelezen. Lukt dat niet, dan staat het weer bij de geparkeerde berichten, met een taak.'
          : 'Het bericht wordt meteen gelezen en geregistreerd, ook al zeggen de regels dat dat niet hoeft.'
      }
    </p>
    !${voorstel === undefined ? '' : html`<p>${vierOgenDoor ?? voorstel.door} stelt dit voor: ${voorstel.reden}</p>`}
    !${
      mustWait
        ? html`<p class="klein">Een ander moet dit bevestigen.</p>`
        : html`<form method="post" action="/beheer/geparkeerd/${message.uuid}/heropenen" class="formulier">
            <input type="hidden" name="_csrf" value="${csrf}" />
            !${voorstel === undefined ? reden('heropenen', 'Waarom moet dit geregistreerd worden?') : ''}
            <button class="knop" type="submit">
              ${voorstel === undefined ? 'Terughalen' : 'Terughalen bevestigen'}
            </button>
          </form>`
    }
  </section>`;
}
