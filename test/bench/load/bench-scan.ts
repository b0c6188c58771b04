/** A4, one page, one font of every PDF reader; the text is a layer that can be seen, so nothing is recognised. */
const LINES = [
  'Geachte heer, mevrouw,',
  'Sinds vorige week is de straatverlichting bij ons voor de deur uit en het is er nu erg donker.',
  'Ik heb al twee keer gebeld, maar kon niet worden doorverbonden met de juiste afdeling.',
  'Kunt u mij laten weten wanneer de lantaarn wordt gemaakt en wie daarvoor langs komt?',
  'De vorige keer duurde het drie weken, en toen is er iemand over de stoep gevallen.',
  'Met vriendelijke groet,',
  'Een inwoner van Voorbeeldstad',
];

/** One typed letter as a PDF of about 1.4 KB; its number makes its bytes different from those of every other. */
export function benchScan(id: string): Buffer {
  const lines = [`Betreft: straatverlichting ${id}`, ...LINES];
  const content = lines.map((line, index) => `BT /F 11 Tf 64 ${760 - index * 20} Td (${line}) Tj ET`).join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(`${text}${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`);
}
