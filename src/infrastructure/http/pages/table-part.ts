import { html, type Html } from './html.ts';

/** A table of the screens: its caption is for who cannot see it, its rows are `tr` elements with as many cells. */
export const tablePart = (bijschrift: string, kolommen: readonly string[], rijen: readonly Html[]): Html =>
  html`<table class="taken">
    <caption class="verborgen">
      ${bijschrift}
    </caption>
    <thead>
      <tr>
        !${kolommen.map((kolom) => html`<th scope="col">${kolom}</th>`)}
      </tr>
    </thead>
    <tbody>
      !${rijen}
    </tbody>
  </table>`;
