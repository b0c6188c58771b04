import { expect, it } from 'vitest';
import { toInertName } from '#main/cli/records/inert-name.ts';

it.each(['brief.html', 'BRIEF.HTM', 'kaart.svg', 'pagina.xhtml', 'gegevens.xml', 'scherm.hta', 'lijst.mhtml'])(
  'the file %s of a stranger is opened as text by who exported a person',
  (name) => {
    expect(toInertName(name)).toBe(`${name}.txt`);
  },
);

it.each(['brief.pdf', 'foto.jpg', 'bericht.eml', 'html', 'verslag.html.docx'])('the file %s keeps its name', (name) => {
  expect(toInertName(name)).toBe(name);
});
