import type { HttpError } from '../errors/http-error.ts';
import { html, type Html } from './html.ts';

/** An error as people see it. It stands by itself: whatever is broken, this page needs nothing but the style sheet. */
export const errorPage = ({ statusCode, title, detail }: HttpError, requestId: string): Html =>
  html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - Klantcontact</title>
        <link rel="icon" href="/middelen/merk.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/middelen/stijl.css" />
      </head>
      <body>
        <main id="inhoud" class="smal">
          <section class="kaart">
            <h1>${title}</h1>
            <p>${detail}</p>
            <p><a class="knop" href="/taken">Naar de taken</a></p>
            <p class="klein">Foutcode ${statusCode}, kenmerk <code>${requestId}</code></p>
          </section>
        </main>
      </body>
    </html>`;
