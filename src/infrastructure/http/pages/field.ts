import { html, type Html } from './html.ts';

export interface FieldView {
  /** Its path in the form; id and name at once. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fout?: string | undefined;
  readonly hint?: string;
  readonly maxlength?: number;
  readonly required?: boolean;
  readonly rows?: number;
  readonly type?: 'text' | 'tel' | 'email';
  readonly autocomplete?: string;
}

/** A labelled text field with its hint and its fault tied to it. */
export function field(view: FieldView): Html {
  const { name, label, value, fout, hint, maxlength = 200, rows } = view;
  const control =
    rows === undefined
      ? html`<input
          id="${name}"
          name="${name}"
          type="${view.type ?? 'text'}"
          value="${value}"
          maxlength="${maxlength}"
          autocomplete="off"
          !${attributes(view)}
        />`
      : html`<textarea id="${name}" name="${name}" rows="${rows}" maxlength="${maxlength}" !${attributes(view)}>
${value}</textarea>`;
  return html`<div class="veld">
    <label for="${name}">${label}</label>
    !${fout === undefined ? '' : html`<span class="veldfout" id="${name}-fout">${fout}</span>`} !${control}
    !${hint === undefined ? '' : html`<span class="hint" id="${name}-hint">${hint}</span>`}
  </div>`;
}

function attributes({ name, fout, hint, required }: FieldView): Html {
  const described = [hint === undefined ? '' : `${name}-hint`, fout === undefined ? '' : `${name}-fout`].filter(
    Boolean,
  );
  return html`!${required === true ? 'required' : ''} !${fout === undefined ? '' : 'aria-invalid="true"'}
  !${described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`}`;
}

/** Two or more answers of which one counts; the first one is chosen when nothing was. */
export function choice(
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  value: string,
): Html {
  const chosen = options.some(([option]) => option === value) ? value : options[0]?.[0];
  return html`<fieldset class="keuze">
    <legend>${label}</legend>
    !${options.map(([option, text]) => {
      const id = `${name}.${option}`;
      const input =
        option === chosen
          ? html`<input type="radio" id="${id}" name="${name}" value="${option}" checked />`
          : html`<input type="radio" id="${id}" name="${name}" value="${option}" />`;
      return html`<span class="optie">!${input}<label for="${id}">${text}</label></span>`;
    })}
  </fieldset>`;
}
