import { html } from '#infrastructure/http/pages/html.ts';
import type { PersonExport } from '#infrastructure/mongo/records/read-person.ts';
import { toLocalTime } from '../output/local-time.ts';

export interface ExportedFile {
  /** Within the folder. */
  readonly pad: string;
  readonly titel: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const time = (value: unknown) => (value instanceof Date ? toLocalTime(value) : '');

/** The page that somebody gets with their data: no script, nothing from elsewhere, everything escaped. */
export function personPage(
  gegevens: PersonExport['gegevens'],
  files: readonly ExportedFile[],
  apartGezet: number,
  now: Date,
): string {
  const contacts = (gegevens['klantcontacten'] ?? []).map(
    ({ nummer, plaatsgevondenOp, kanaal, onderwerp, inhoud, reactie }) =>
      html`<section>
        <h2>${text(nummer)}: ${text(onderwerp)}</h2>
        <p>${time(plaatsgevondenOp)}, ${text(kanaal)}</p>
        <pre>${text(inhoud)}</pre>
        <pre>${text(reactie)}</pre>
      </section>`,
  );
  const links = files.map(
    ({ pad, titel }) =>
      html`<li><a href="${pad.split('/').map(encodeURIComponent).join('/')}">${titel}</a> (${pad})</li>`,
  );
  const rows = Object.entries(gegevens).map(
    ([naam, all]) => html`<li><a href="gegevens/${naam}.json">${naam}</a>: ${String(all.length)}</li>`,
  );
  return html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Uw gegevens</title>
        <style>
          body {
            font-family: sans-serif;
            max-width: 50rem;
            margin: 2rem auto;
          }
          pre {
            white-space: pre-wrap;
          }
        </style>
      </head>
      <body>
        <h1>Uw gegevens</h1>
        <p>Gemaakt op ${toLocalTime(now)}.</p>
        !${contacts}
        <h2>Bestanden</h2>
        <ul>
          !${links}
        </ul>
        !${
          apartGezet === 0
            ? ''
            : html`<p>Niet meegegeven: ${String(apartGezet)} bestanden waarin een virus gevonden is.</p>`
        }
        <h2>Alle gegevens</h2>
        <ul>
          !${rows}
        </ul>
      </body>
    </html>`;
}
