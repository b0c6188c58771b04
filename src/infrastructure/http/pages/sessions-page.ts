import type { OpenSession } from '#application/ports/session-store.ts';
import { longMoment } from './format.ts';
import { html, type Html } from './html.ts';
import { tablePart } from './table-part.ts';

export interface SessionsView {
  readonly open: readonly OpenSession[];
  /** `nummer` of the one that looks. */
  readonly eigen: string;
  readonly csrf: string;
}

export const sessionsPage = ({ open, eigen, csrf }: SessionsView): Html =>
  html`<h1>Waar u bent ingelogd</h1>
    <p>Staat hier een apparaat dat u niet kent? Log dan overal uit en vraag de beheerder om een nieuw wachtwoord.</p>
    !${tablePart(
      'Uw sessies, laatst gebruikt eerst',
      ['Apparaat', 'Sinds', 'Laatst gebruikt', ''],
      open.map((one) => rowOf(one, eigen, csrf)),
    )}
    <form method="post" action="/sessies/beeindigen">
      <input type="hidden" name="_csrf" value="${csrf}" />
      <button class="knop" type="submit">Overal uitloggen</button>
    </form>`;

const rowOf = ({ nummer, apparaat, begonnenOp, gebruiktOp }: OpenSession, eigen: string, csrf: string): Html =>
  html`<tr>
    <td>${apparaat ?? 'Onbekend'}${nummer === eigen ? ' (dit apparaat)' : ''}</td>
    <td>${longMoment(begonnenOp)}</td>
    <td>${longMoment(gebruiktOp)}</td>
    <td>
      <form method="post" action="/sessies/beeindigen">
        <input type="hidden" name="_csrf" value="${csrf}" />
        <input type="hidden" name="nummer" value="${nummer}" />
        <button class="knop-kaal" type="submit">Uitloggen</button>
      </form>
    </td>
  </tr>`;
