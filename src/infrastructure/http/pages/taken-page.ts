import { AFHANDELINGEN } from '#domain/interne-taak/taak-words.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import type { TaakPage, TaakRegel } from '#application/ports/taak-store.ts';
import { conversationsPart } from './conversations-part.ts';
import { shortMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { deadline, waiting, type NaamVan } from './taak-labels.ts';
import { tablePart } from './table-part.ts';

export const LIJSTEN = { eenheid: 'Mijn eenheid', mijn: 'Mijn taken', afgehandeld: 'Afgehandeld' } as const;
export type Lijst = keyof typeof LIJSTEN;

export interface TakenView {
  readonly csrf: string;
  readonly lijst: Lijst;
  readonly page: Getoond<TaakPage>;
  /** Units this person may choose from, and the one that is chosen. */
  readonly eenheden: readonly { readonly code: string; readonly naam: string }[];
  readonly eenheid?: string | undefined;
  readonly eersteBladzijde: boolean;
  readonly volgende?: string | undefined;
  /** Absent for who may not read them. */
  readonly gesprekken: Getoond<readonly OpenConversation[]> | undefined;
  readonly naamVan: NaamVan;
  readonly now: Date;
}

/** The work list. */
export const takenPage = (view: TakenView): Html =>
  html`<div class="titelregel">
      <h1>Taken</h1>
      <form method="post" action="/taken/volgende">
        <input type="hidden" name="_csrf" value="${view.csrf}" />
        <button class="knop" type="submit">Volgende taak oppakken</button>
      </form>
    </div>
    !${view.gesprekken === undefined ? '' : conversationsPart(view.gesprekken, view.now)}
    <nav class="tabs" aria-label="Soort lijst">
      <ul>
        !${(Object.keys(LIJSTEN) as Lijst[]).map((lijst) => tab(lijst, view.lijst))}
      </ul>
    </nav>
    !${view.eenheden.length > 1 ? unitFilter(view) : ''} !${table(view)} !${paging(view)}`;

const tab = (lijst: Lijst, chosen: Lijst): Html =>
  lijst === chosen
    ? html`<li><a href="/taken?lijst=${lijst}" aria-current="page">${LIJSTEN[lijst]}</a></li>`
    : html`<li><a href="/taken?lijst=${lijst}">${LIJSTEN[lijst]}</a></li>`;

const unitFilter = ({ lijst, eenheden, eenheid }: TakenView): Html =>
  html`<form class="filter" method="get" action="/taken">
    <input type="hidden" name="lijst" value="${lijst}" />
    <label for="eenheid">Eenheid</label>
    <select id="eenheid" name="eenheid">
      <option value="">Alle eenheden</option>
      !${eenheden.map(({ code, naam }) =>
        code === eenheid
          ? html`<option value="${code}" selected>${naam}</option>`
          : html`<option value="${code}">${naam}</option>`,
      )}
    </select>
    <button class="knop-rustig" type="submit">Toon</button>
  </form>`;

function table(view: TakenView): Html {
  const { taken } = view.page;
  if (taken.length === 0) return html`<p class="leeg">${emptyText(view)}</p>`;
  const done = view.lijst === 'afgehandeld';
  const kolommen = [
    'Nummer',
    'Onderwerp',
    'Kanaal',
    done ? 'Ontvangen' : 'Wacht al',
    done ? 'Afhandeling' : 'Uiterlijk',
    'Eenheid',
    'Behandelaar',
  ];
  return tablePart(
    LIJSTEN[view.lijst],
    kolommen,
    taken.map((taak) => row(taak, view)),
  );
}

function row(taak: TaakRegel, { now, naamVan, eenheden }: TakenView): Html {
  const eenheid = eenheden.find(({ code }) => code === taak.eenheid)?.naam ?? taak.eenheid;
  const moments =
    taak.status === 'verwerkt'
      ? html`<td data-label="Ontvangen">${shortMoment(taak.plaatsgevondenOp)}</td>
          <td data-label="Afhandeling">${taak.afhandeling === undefined ? '' : AFHANDELINGEN[taak.afhandeling]}</td>`
      : html`<td data-label="Wacht al">!${waiting(taak.plaatsgevondenOp, now)}</td>
          <td data-label="Uiterlijk">!${deadline(taak, now)}</td>`;
  return html`<tr>
    <td data-label="Nummer" class="nummer">${taak.nummer}</td>
    <td data-label="Onderwerp" class="onderwerp">
      <a href="/taken/${taak.nummer}">${taak.onderwerp}</a>
      <span class="handeling">${taak.gevraagdeHandeling}</span>
    </td>
    <td data-label="Kanaal"><span class="kanaal">${taak.kanaal}</span></td>
    !${moments}
    <td data-label="Eenheid">${eenheid}</td>
    <td data-label="Behandelaar">
      !${
        taak.behandelaar === undefined
          ? html`<span class="vrij">nog niemand</span>`
          : html`<span class="behandelaar">${naamVan(taak.behandelaar)}</span>`
      }
    </td>
  </tr>`;
}

function emptyText({ lijst, eersteBladzijde }: TakenView): string {
  if (!eersteBladzijde) return 'Er zijn geen taken meer na deze.';
  if (lijst === 'mijn') return 'U heeft geen taken opgepakt.';
  return lijst === 'eenheid' ? 'Er zijn geen taken te verwerken.' : 'Er zijn nog geen afgehandelde taken.';
}

function paging({ lijst, eenheid, eersteBladzijde, volgende }: TakenView): Html {
  if (eersteBladzijde && volgende === undefined) return '';
  const base = `/taken?lijst=${lijst}${eenheid === undefined ? '' : `&eenheid=${encodeURIComponent(eenheid)}`}`;
  return html`<nav class="bladeren" aria-label="Bladzijden">
    !${eersteBladzijde ? '' : html`<a href="${base}">Naar het begin</a>`}
    !${volgende === undefined ? '' : html`<a href="${base}&na=${volgende}" rel="next">Volgende 20</a>`}
  </nav>`;
}
