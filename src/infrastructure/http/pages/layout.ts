import type { Medewerker } from '#domain/actor/medewerker.ts';
import { html, type Html } from './html.ts';

export interface PageFrame {
  readonly titel: string;
  readonly gemeente: string;
  /** Paths of our own style sheet and script, with their version. */
  readonly middelen: { readonly stijl: string; readonly script: string };
  readonly medewerker: Medewerker | null;
  readonly csrf: string;
  /** Path of this page: its place in the menu. */
  readonly pad: string;
  /** Said once, after something was done. */
  readonly melding?: string | undefined;
  readonly inhoud: Html;
}

/** A whole page: head, menu, and its own contents in `main`. */
export function layout(frame: PageFrame): Html {
  const { titel, gemeente, middelen, melding, inhoud } = frame;
  return html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${titel} - Klantcontact ${gemeente}</title>
        <link rel="icon" href="/middelen/merk.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${middelen.stijl}" />
        <script src="${middelen.script}" defer></script>
      </head>
      <body>
        <a class="overslaan" href="#inhoud">Naar de inhoud</a>
        <header class="kop">
          <div class="kop-binnen">
            <a class="merk" href="/taken"
              ><span class="merk-teken" aria-hidden="true"></span><span>Klantcontact</span>
              <span class="gemeente">${gemeente}</span></a
            >
            !${frame.medewerker === null ? '' : menu(frame, frame.medewerker)}
          </div>
        </header>
        <main id="inhoud" tabindex="-1">
          !${melding === undefined ? '' : html`<p class="melding" role="status">${melding}</p>`} !${inhoud}
        </main>
        <footer class="voet">Klantcontactregistratie van de gemeente ${gemeente}</footer>
      </body>
    </html>`;
}

const LINKS = [
  ['/taken', 'Taken'],
  ['/balie', 'Balie'],
  ['/telefoon', 'Telefoon'],
] as const;
const BEHEER = [
  ['/beheer/overzicht', 'Overzicht'],
  ['/beheer/berichten', 'Zoeken'],
  ['/beheer/geparkeerd', 'Geparkeerd'],
  ['/beheer/apart', 'Apart'],
  ['/beheer/wachtrijen', 'Wachtrijen'],
] as const;

/** On a narrow screen the browser itself folds the menu behind its button (popover): no script, and Escape closes it. */
function menu({ pad, csrf }: PageFrame, { naam, rollen }: Medewerker): Html {
  const isBeheerder = rollen.includes('beheerder');
  const links = isBeheerder ? [...LINKS, ...BEHEER] : LINKS;
  return html`<nav class="menu ${isBeheerder ? 'menu-lang' : ''}" aria-label="Hoofdmenu">
      <button class="menu-knop" type="button" popovertarget="menu-lijst">Menu</button>
      <ul id="menu-lijst" popover>
        !${links.map(([href, naamLink]) => menuLink(href, naamLink, pad))}
      </ul>
    </nav>
    <form class="gebruiker" method="post" action="/uitloggen">
      <a href="/sessies">${naam}</a>
      <input type="hidden" name="_csrf" value="${csrf}" />
      <button class="knop-kaal" type="submit">Uitloggen</button>
    </form>`;
}

const menuLink = (href: string, naam: string, pad: string): Html =>
  pad.startsWith(href)
    ? html`<li><a href="${href}" aria-current="page">${naam}</a></li>`
    : html`<li><a href="${href}">${naam}</a></li>`;
