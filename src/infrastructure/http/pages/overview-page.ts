import { INGANG, STATEN } from '#domain/inbound-message/message-words.ts';
import { CHANNELS } from '#domain/inbound-message/channel-name.ts';
import type { MessageCounter } from '#application/ports/message-counter.ts';
import type { WaitingCount } from '#application/ports/waiting-count.ts';
import { html, type Html } from './html.ts';

export interface OverviewView {
  readonly berichten: Awaited<ReturnType<MessageCounter['countByChannel']>>;
  readonly wachtrijen: Readonly<Record<string, WaitingCount>> | undefined;
}

const STATE_NAMES = ['open', 'registered', 'parked', 'aside'] as const;

/** How much came in, and where it is now. */
export const overviewPage = ({ berichten, wachtrijen }: OverviewView): Html =>
  html`<h1>Overzicht</h1>
    <section class="kaart">
      <h2>Berichten</h2>
      <table class="cijfers cijfers-breed">
        <caption class="verborgen">
          Berichten per ingang en toestand
        </caption>
        <thead>
          <tr>
            <th scope="col">Ingang</th>
            !${STATE_NAMES.map((state) => html`<th scope="col">${STATEN[state]}</th>`)}
          </tr>
        </thead>
        <tbody>
          !${CHANNELS.map(
            (channel) =>
              html`<tr>
                <th scope="row">${INGANG[channel]}</th>
                !${STATE_NAMES.map((state) => html`<td data-label="${STATEN[state]}">${berichten[channel]?.[state] ?? 0}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section class="kaart">
      <h2>Wachtrijen</h2>
      !${
        wachtrijen === undefined
          ? html`<p class="te-laat">De wachtrijen zijn nu niet bereikbaar. Berichten blijven bewaard.</p>`
          : html`<p class="klein">
                Wat wacht, is aan de beurt. Wat gepland staat, hoort pas later: een termijn, het einde van een gesprek,
                of een nieuwe poging.
              </p>
              <table class="cijfers">
                <caption class="verborgen">
                  Wachtende en geplande opdrachten
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Wachtrij</th>
                    <th scope="col">Wacht</th>
                    <th scope="col">Gepland</th>
                  </tr>
                </thead>
                <tbody>
                  !${Object.entries(wachtrijen).map(
                    ([naam, { waiting, planned }]) =>
                      html`<tr>
                        <th scope="row">${naam}</th>
                        <td>${waiting}</td>
                        <td>${planned}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
      }
    </section>`;
