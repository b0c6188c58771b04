import type { BijlageView } from '#application/ports/contact-reader.ts';
import { isBesmet } from '#domain/informatieobject/scan.schema.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import type { Preview } from '../routes/picture-preview.ts';
import { hasTextView } from '../routes/safe-content.ts';
import { fileKind } from './file-kind.ts';
import { fileSize } from './format.ts';
import { html, type Html } from './html.ts';

const ROL = { origineel: 'het bericht zelf', gesprek: 'het hele gesprek', bijlage: 'bijlage' } as const;

/** A document to download; text can be read and pictures seen in a closed frame of the browser. */
export const bijlagePart = (view: BijlageView, preview: Preview | undefined): Html =>
  isBesmet(view.informatieobject.scan) ? setApartPart(view) : servedPart(view, preview);

/** No link: nobody gets these bytes. */
const setApartPart = ({ informatieobject }: BijlageView): Html =>
  html`<li class="bijlage">
    <span>${informatieobject.bestandsnaam}</span>
    <span class="klein">${describe(informatieobject)}</span>
    <strong class="klein">Apart gezet: virus gevonden (${informatieobject.scan?.kenmerk ?? 'onbekend'})</strong>
  </li>`;

const servedPart = ({ bijlage, informatieobject }: BijlageView, preview: Preview | undefined): Html =>
  html`<li class="bijlage">
    <a href="/bijlagen/${bijlage}" download>${informatieobject.bestandsnaam}</a>
    <span class="klein">${describe(informatieobject)}</span>
    !${
      informatieobject.scan?.uitslag === 'niet-gescand'
        ? html`<strong class="klein">Niet op virussen gescand</strong>`
        : ''
    }
    !${
      hasTextView(informatieobject.formaat)
        ? html`<a class="klein" href="/bijlagen/${bijlage}?weergave=tekst" target="_blank" rel="noopener"
            >Bekijk als tekst<span class="verborgen"> (opent in een nieuw venster)</span></a
          >`
        : ''
    }
    !${preview === undefined ? '' : previewPart(bijlage, informatieobject, preview)}
  </li>`;

/** A picture that would hold up the browser, or that is none, is only to be downloaded; why is said. */
function previewPart(bijlage: string, { bestandsnaam }: Informatieobject, preview: Preview): Html {
  if (preview.kind === 'light')
    return html`<details>
      <summary>Bekijk afbeelding</summary>
      <img src="/bijlagen/${bijlage}?weergave=beeld" alt="${bestandsnaam}" loading="lazy" />
    </details>`;
  if (preview.kind === 'unreadable')
    return html`<p class="klein">Niet hier te bekijken: dit is geen afbeelding die wij kunnen lezen.</p>`;
  const [width, height] = [preview.width, preview.height].map((side) => side.toLocaleString('nl-NL'));
  return html`<p class="klein">
    Niet hier te bekijken: de afbeelding zegt ${width ?? ''} bij ${height ?? ''} beeldpunten groot te zijn. Download
    haar alleen als u haar verwacht.
  </p>`;
}

const describe = ({ rol, formaat, bestandsomvang }: Informatieobject) =>
  `${ROL[rol]}, ${fileKind(formaat)}, ${fileSize(bestandsomvang)}`;
