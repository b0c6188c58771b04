import type { FormFault } from '#application/ports/form-intake.ts';
import { destinationField, type Bestemmingen } from './destination-field.ts';
import { choice, field, type FieldView } from './field.ts';
import type { Fields, FormFields } from './form-fields.ts';
import { html, type Html } from './html.ts';

export interface CounterFormView {
  readonly kanaal: 'balie' | 'telefoon';
  readonly csrf: string;
  readonly fields: FormFields;
  readonly faults: readonly FormFault[];
  readonly bestemmingen: Bestemmingen;
}

const TITEL = { balie: 'Balieformulier', telefoon: 'Telefoonnotitie' } as const;
const WIE = { balie: 'bezoeker', telefoon: 'beller' } as const;

/** The form of a colleague at the counter or on the phone. It is one form: adding a person sends it and shows it again. */
export function counterFormPage(view: CounterFormView): Html {
  const { kanaal, csrf, fields } = view;
  return html`<h1>${TITEL[kanaal]}</h1>
    !${faultSummary(view)}
    <form method="post" action="/${kanaal}" class="formulier breed" novalidate>
      <input type="hidden" name="_csrf" value="${csrf}" />
      <button class="verborgen" type="submit" name="actie" value="registreren" tabindex="-1" aria-hidden="true">
        Registreren
      </button>
      <input type="hidden" name="inzendingId" value="${fields.inzendingId}" />
      <input type="hidden" name="gestartOp" value="${fields.gestartOp}" />
      <input type="hidden" name="aantal.betrokkenen" value="${fields.betrokkenen.length}" />
      <input type="hidden" name="aantal.onderwerpen" value="${fields.onderwerpen.length}" />
      !${fields.betrokkenen.map((person, index) => personPart(view, person, index))}
      <p>
        <button class="knop-rustig" type="submit" name="actie" value="erbij:betrokkenen">Nog een ${WIE[kanaal]}</button>
      </p>
      !${fields.onderwerpen.map((subject, index) => subjectPart(view, subject, index))}
      <p>
        <button class="knop-rustig" type="submit" name="actie" value="erbij:onderwerpen">Nog een onderwerp</button>
      </p>
      <p><button class="knop" type="submit" name="actie" value="registreren">Registreren</button></p>
    </form>`;
}

function faultSummary({ faults }: CounterFormView): Html {
  if (faults.length === 0) return '';
  return html`<div class="fout" role="alert">
    <p><strong>Het formulier is nog niet geregistreerd.</strong> Kijk na:</p>
    <ul>
      !${faults.map(({ name, reason }) => html`<li><a href="#${fieldOf(name)}">${labelOf(fieldOf(name))}</a>: ${reason}</li>`)}
    </ul>
  </div>`;
}

/** The field of the page in which a fault of the form can be mended. */
function fieldOf(name: string): string {
  return name
    .replace(/\.naam$/, '.achternaam')
    .replace('.naam.', '.')
    .replace(/\.opvolging(\.afdeling|\.medewerker)?$/, '.naar')
    .replace('.opvolging.', '.');
}

const LABELS: Readonly<Record<string, string>> = {
  voornaam: 'Voornaam',
  voorvoegselAchternaam: 'Tussenvoegsel',
  achternaam: 'Achternaam',
  telefoonnummer: 'Telefoonnummer',
  emailadres: 'E-mailadres',
  organisatienaam: 'Organisatie',
  wasPartij: 'Partij (UUID)',
  onderwerp: 'Onderwerp',
  vraag: 'Vraag',
  antwoord: 'Antwoord',
  naar: 'Naar',
  handeling: 'Wat moet er gebeuren?',
  toelichting: 'Toelichting voor de collega',
  zaak: 'Zaaknummer',
};
const labelOf = (name: string) => LABELS[name.split('.').at(-1) ?? ''] ?? 'Formulier';

const faultOf = ({ faults }: CounterFormView, name: string) =>
  faults.find((fault) => fieldOf(fault.name) === name)?.reason;

type Rest = Omit<FieldView, 'name' | 'label' | 'value' | 'fout'>;

/** A field of one person or subject, with what stood in it. */
const inputs =
  (view: CounterFormView, group: string, values: Fields) =>
  (name: string, rest: Rest = {}) => {
    const path = `${group}.${name}`;
    return field({ name: path, label: labelOf(path), value: values[name] ?? '', fout: faultOf(view, path), ...rest });
  };

function personPart(view: CounterFormView, values: Fields, index: number): Html {
  const group = `betrokkenen.${index}`;
  const input = inputs(view, group, values);
  const many = view.fields.betrokkenen.length > 1;
  const titel = WIE[view.kanaal].replace(/^./, (letter) => letter.toUpperCase());
  return html`<fieldset class="kaart" id="${group}">
    <legend>${titel}${many ? ` ${index + 1}` : ''}</legend>
    <div class="naast-elkaar">
      !${input('voornaam')} !${input('voorvoegselAchternaam', { maxlength: 10 })} !${input('achternaam')}
    </div>
    <div class="naast-elkaar">
      !${input('telefoonnummer', { type: 'tel', maxlength: 40, hint: 'Alleen als contact nodig is' })}
      !${input('emailadres', { type: 'email', maxlength: 254, hint: 'Alleen als contact nodig is' })}
      !${input('organisatienaam', { hint: 'Als iemand namens een organisatie komt' })}
    </div>
    <div class="naast-elkaar">
      !${choice(
        `${group}.rol`,
        'Rol',
        [
          ['klant', 'Klant'],
          ['vertegenwoordiger', 'Vertegenwoordiger'],
        ],
        values['rol'] ?? '',
      )}
      <div class="identificatie">
        !${choice(
          `${group}.geidentificeerd`,
          'Is vastgesteld wie dit is?',
          [
            ['nee', 'Nee'],
            ['ja', 'Ja'],
          ],
          values['geidentificeerd'] ?? '',
        )}
        <div class="alleen-bij-ja">!${input('wasPartij', { maxlength: 36, hint: 'Uit het klantenregister' })}</div>
      </div>
    </div>
    !${many ? removeButton('betrokkenen', index, 'Deze persoon weglaten') : ''}
  </fieldset>`;
}

function subjectPart(view: CounterFormView, values: Fields, index: number): Html {
  const group = `onderwerpen.${index}`;
  const input = inputs(view, group, values);
  const many = view.fields.onderwerpen.length > 1;
  const vertrouwelijk = values['vertrouwelijk'] === 'ja' ? 'checked' : '';
  return html`<fieldset class="kaart" id="${group}">
    <legend>Onderwerp${many ? ` ${index + 1}` : ''}</legend>
    !${input('onderwerp', { required: true })} !${input('vraag', { required: true, rows: 4, maxlength: 10_000 })}
    !${input('antwoord', { rows: 3, maxlength: 4_000, hint: 'Wat u in dit gesprek al gezegd heeft' })}
    !${choice(
      `${group}.beantwoord`,
      'Is de vraag hiermee beantwoord?',
      [
        ['nee', 'Nee, er is opvolging nodig'],
        ['ja', 'Ja'],
      ],
      values['beantwoord'] ?? '',
    )}
    <div class="opvolging">
      <div class="naast-elkaar">
        !${destinationField(
          `${group}.naar`,
          `${group}.naar`,
          view.bestemmingen,
          values['naar'] ?? '',
          'Volgens de regels (anders het KCC)',
        )}
        !${input('handeling', {
          hint: view.kanaal === 'telefoon' ? 'Leeg: Terugbellen' : 'Leeg: Opvolgen klantcontact',
        })}
      </div>
      !${input('toelichting', { rows: 2, maxlength: 800 })}
    </div>
    <div class="naast-elkaar">
      !${input('zaak', { hint: 'Als het over een bestaande zaak gaat' })}
      <p class="vinkje">
        <input type="checkbox" id="${group}.vertrouwelijk" name="${group}.vertrouwelijk" value="ja" !${vertrouwelijk} />
        <label for="${group}.vertrouwelijk">Vertrouwelijk</label>
      </p>
    </div>
    !${many ? removeButton('onderwerpen', index, 'Dit onderwerp weglaten') : ''}
  </fieldset>`;
}

const removeButton = (group: string, index: number, label: string): Html =>
  html`<button class="knop-kaal" type="submit" name="actie" value="weg:${group}:${index}">${label}</button>`;
