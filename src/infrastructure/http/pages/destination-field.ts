import { html, type Html } from './html.ts';

/** Who can get a task. */
export interface Bestemmingen {
  readonly eenheden: readonly { readonly code: string; readonly naam: string }[];
  readonly medewerkers: readonly { readonly gebruikersnaam: string; readonly naam: string }[];
}

/** One choice between units and colleagues: `eenheid:BURG` or `medewerker:f.jansen`. */
export function destinationField(
  id: string,
  name: string,
  bestemmingen: Bestemmingen,
  chosen = '',
  first = 'Kies een eenheid of collega',
): Html {
  const { eenheden, medewerkers } = bestemmingen;
  const option = (value: string, naam: string): Html =>
    value === chosen
      ? html`<option value="${value}" selected>${naam}</option>`
      : html`<option value="${value}">${naam}</option>`;
  return html`<div class="veld">
    <label for="${id}">Naar</label>
    <select id="${id}" name="${name}">
      <option value="">${first}</option>
      <optgroup label="Eenheden">!${eenheden.map(({ code, naam }) => option(`eenheid:${code}`, naam))}</optgroup>
      <optgroup label="Collega's">
        !${medewerkers.map(({ gebruikersnaam, naam }) => option(`medewerker:${gebruikersnaam}`, naam))}
      </optgroup>
    </select>
  </div>`;
}

export interface ParsedDestination {
  readonly eenheid?: string;
  readonly medewerker?: string;
}

/** What was chosen in the field; undefined when nothing was, or nothing that the field offers. */
export function parseDestination(value: unknown): ParsedDestination | undefined {
  const [, soort, wie] = /^(eenheid|medewerker):(.{1,80})$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (soort === undefined || wie === undefined) return undefined;
  return soort === 'eenheid' ? { eenheid: wie } : { medewerker: wie };
}
