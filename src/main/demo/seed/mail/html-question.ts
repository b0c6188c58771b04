import { registered } from '../seed.ts';
import type { MailFacts } from './seed-mail.ts';

/** What an office suite makes of three sentences: HTML and nothing beside it. */
export const htmlQuestion: MailFacts = {
  id: 'openingstijden',
  titel: 'alleen HTML',
  minutenGeleden: 120,
  van: { naam: 'Bloemsierkunst De Klaver', adres: 'winkel@deklaver.example' },
  onderwerp: 'Terras voor de winkel in het voorjaar',
  html: `<!doctype html><html><head><style>p.MsoNormal { margin: 0 } </style></head>
<body lang="NL"><div><p class="MsoNormal">Beste&nbsp;gemeente,</p><p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">Wij willen vanaf april <b>twee tafeltjes</b> voor onze winkel zetten. Op
<a href="https://www.voorbeeldstad.example/terras">uw site</a> lezen wij:</p>
<ul><li>dat er 1,50 meter vrij moet blijven;</li><li>dat er leges zijn, maar niet hoeveel.</li></ul>
<p class="MsoNormal">Hebben wij voor twee tafels een vergunning nodig, en wat kost die?</p>
<p class="MsoNormal">Met vriendelijke groet,<br>Ilse Verhagen<br><span style="color:#888">De Klaver &ndash; &eacute;cht bloemen</span></p>
</div></body></html>`,
  expects: registered('KCC'),
};
