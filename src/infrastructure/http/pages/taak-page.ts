import type { Getoond } from '#application/inzage/getoond.ts';
import type { Taakpagina } from '#application/inzage/taakpagina-inzage.ts';
import { AFHANDELINGEN, GEBEURTENISSEN } from '#domain/interne-taak/taak-words.ts';
import type { Preview } from '../routes/picture-preview.ts';
import { betrokkenePart, fact } from './betrokkene-part.ts';
import { bijlagePart } from './bijlage-part.ts';
import { longMoment, shortMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { deadline, viaText, waiting, type NaamVan } from './taak-labels.ts';
import { readableGebeurtenis, readableToelichting } from './toelichting.ts';
import { mailPart } from './mail-part.ts';
import { parkedPart } from './parked-part.ts';
import type { ExplainParked } from './reason-part.ts';
import { verwantenPart } from './verwanten-part.ts';

export interface TaakView {
  readonly pagina: Getoond<Taakpagina>;
  /** Which of its pictures a browser can show, by the uuid of the bijlage. */
  readonly previews: ReadonlyMap<string, Preview>;
  readonly explain: ExplainParked;
  /** Name of a unit by its code. */
  readonly eenheidNaam: (code: string) => string;
  readonly naamVan: NaamVan;
  readonly now: Date;
  /** What this person can do; empty when it is not theirs to handle. */
  readonly acties: Html;
}

/** One task: the whole contact on the left, what can be done with it on the right. */
export function taakPage(view: TaakView): Html {
  const { pagina, now } = view;
  const { dossier, contact, berichten } = pagina;
  return html`<p class="kruimel"><a href="/taken">Taken</a> / ${dossier.nummer}</p>
    <div class="titelregel">
      <h1>${dossier.onderwerp}</h1>
    </div>
    <ul class="kenmerken">
      <li><span class="kanaal">${dossier.kanaal}</span></li>
      <li>!${status(view)}</li>
      !${
        dossier.status === 'verwerkt'
          ? ''
          : html`<li>wacht al !${waiting(dossier.plaatsgevondenOp, now)}</li>
              <li>uiterlijk !${deadline(dossier, now)}</li>`
      }
      !${contact?.klantcontact.vertrouwelijk === true ? html`<li><strong>vertrouwelijk</strong></li>` : ''}
    </ul>
    <div class="tweedeling">
      <div>
        !${contact === undefined ? '' : contactPart(contact, view)}
        !${dossier.soort === 'herstel' ? parkedPart(dossier, berichten, view.explain) : ''}
      </div>
      <div>!${view.acties} !${aboutPart(view)} !${historyPart(view)}</div>
    </div>`;
}

function status({ pagina: { dossier }, naamVan }: TaakView): Html {
  if (dossier.status === 'verwerkt') {
    const how = dossier.afhandeling === undefined ? 'Verwerkt' : AFHANDELINGEN[dossier.afhandeling];
    return html`<span class="label label-goed">${how}</span>`;
  }
  return dossier.behandelaar === undefined
    ? html`<span class="vrij">nog niemand</span>`
    : html`bij <span class="behandelaar">${naamVan(dossier.behandelaar)}</span>`;
}

function contactPart(contact: NonNullable<Taakpagina['contact']>, { previews, eenheidNaam }: TaakView): Html {
  const { klantcontact, betrokkenen, bijlagen, onderwerpen, eerdere, latere } = contact;
  return html`!${verwantenPart('Dit is een reactie op', eerdere, eenheidNaam)}
    <section class="kaart">
      <h2>Bericht</h2>
      <p class="klein">Ontvangen ${longMoment(klantcontact.plaatsgevondenOp)}, klantcontact ${klantcontact.nummer}</p>
      !${
        klantcontact.inhoud === undefined
          ? html`<p class="leeg">Zonder tekst: zie de bijlagen.</p>`
          : html`<div class="tekst">${klantcontact.inhoud}</div>`
      }
      !${
        klantcontact.reactie === undefined
          ? ''
          : html`<h3>Antwoord</h3>
              <div class="tekst">${klantcontact.reactie}</div>`
      }
    </section>
    !${
      bijlagen.length === 0
        ? ''
        : html`<section class="kaart">
            <h2>Bijlagen</h2>
            <ul class="bijlagen">
              !${bijlagen.map((view) => bijlagePart(view, previews.get(view.bijlage)))}
            </ul>
          </section>`
    }
    <section class="kaart">
      <h2>Betrokkene</h2>
      <ul class="betrokkenen">
        !${betrokkenen.map(betrokkenePart)}
      </ul>
    </section>
    !${
      onderwerpen.length === 0
        ? ''
        : html`<section class="kaart">
            <h2>Gaat over</h2>
            <ul>
              !${onderwerpen.map((one) => html`<li>${one.onderwerpobjectidentificator?.objectId ?? ''}</li>`)}
            </ul>
          </section>`
    }
    !${verwantenPart('Reacties hierop', latere, eenheidNaam)}`;
}

function aboutPart({ pagina, eenheidNaam, explain }: TaakView): Html {
  const { dossier, contact } = pagina;
  const mails = pagina.mails.filter(({ soort }) => soort === 'antwoord');
  const { routering } = dossier;
  const toelichting = readableToelichting(dossier, explain);
  const anderen = contact?.taken.filter(({ uuid }) => uuid !== dossier.uuid) ?? [];
  return html`<section class="kaart">
    <h2>Over deze taak</h2>
    <dl class="gegevens">
      !${fact('Gevraagd', dossier.gevraagdeHandeling)} !${fact('Eenheid', eenheidNaam(dossier.eenheid))}
      !${fact('Waarom hier', routering.uitleg)} !${toelichting === undefined ? '' : fact('Toelichting', toelichting)}
      !${dossier.afgehandeldOp === undefined ? '' : fact('Afgehandeld', longMoment(dossier.afgehandeldOp))}
    </dl>
    !${mailPart(mails)}
    !${
      anderen.length === 0
        ? ''
        : html`<h3>Andere taken bij dit klantcontact</h3>
            <ul>
              !${anderen.map(
                ({ nummer, gevraagdeHandeling }) =>
                  html`<li><a href="/taken/${nummer}">${nummer}</a> ${gevraagdeHandeling}</li>`,
              )}
            </ul>`
    }
  </section>`;
}

function historyPart({ pagina: { dossier }, naamVan, explain }: TaakView): Html {
  return html`<section class="kaart">
    <h2>Verloop</h2>
    <ol class="verloop">
      !${dossier.verloop.map((gebeurtenis) => {
        const { op, door, via, soort } = gebeurtenis;
        const who = `${naamVan(door)}${viaText(via)}`;
        const toelichting = readableGebeurtenis(dossier, gebeurtenis, explain);
        return html`<li>
          <span class="klein"><time datetime="${op.toISOString()}">${shortMoment(op)}</time>, ${who}</span>
          <strong>${GEBEURTENISSEN[soort]}</strong>
          !${toelichting === undefined ? '' : html`<span>${toelichting}</span>`}
        </li>`;
      })}
    </ol>
  </section>`;
}
