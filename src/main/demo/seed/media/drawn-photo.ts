import sharp from 'sharp';

const WIDTH = 960;
const HEIGHT = 720;

/** A picture without a letter of text in it: drawing letters would need fonts of the system. */
export const drawnPhoto = (shapes: string): Promise<Uint8Array> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${shapes}</svg>`))
    .blur(1.2)
    .jpeg({ quality: 78 })
    .toBuffer();

const tile = (x: number, y: number, turn: number) =>
  `<rect x="${x}" y="${y}" width="150" height="150" fill="#9d9a94" stroke="#5d5a55" stroke-width="5" transform="rotate(${turn} ${x + 75} ${y + 75})"/>`;

export const STOEPTEGELS = `<rect width="960" height="720" fill="#6f6a60"/>${[0, 1, 2, 3, 4, 5]
  .flatMap((column) => [0, 1, 2, 3].map((row) => tile(column * 160, row * 165 + 20, (column * row) % 5 === 2 ? 9 : 0)))
  .join('')}<rect y="680" width="960" height="40" fill="#38474f"/>`;

export const AUTO = `<rect width="960" height="720" fill="#b9d3e2"/><rect y="520" width="960" height="200" fill="#7c7c7c"/>
<path d="M150 500 L240 380 L330 330 L600 330 L700 390 L830 420 L840 500 Z" fill="#a3262a"/>
<circle cx="290" cy="510" r="62" fill="#202020"/><circle cx="700" cy="510" r="62" fill="#202020"/>
<path d="M345 350 L590 350 L650 400 L290 400 Z" fill="#dfeef5"/>`;

export const LANTAARNPAAL = `<rect width="960" height="720" fill="#1d2733"/><rect y="600" width="960" height="120" fill="#2d2d2d"/>
<rect x="470" y="150" width="22" height="460" fill="#6c747c"/><path d="M480 160 Q600 80 690 150" stroke="#6c747c" stroke-width="16" fill="none"/>
<ellipse cx="690" cy="165" rx="50" ry="20" fill="#3a3f45"/><rect x="90" y="330" width="200" height="270" fill="#333b45"/>
<rect x="130" y="370" width="46" height="60" fill="#e4c465"/>`;
