import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { age, shortMoment } from './format.ts';
import { html, type Html } from './html.ts';

/** The deadline; being late is said in words, the colour only helps. */
export function deadline({ uiterlijkOp, status }: Pick<TaakDossier, 'uiterlijkOp' | 'status'>, now: Date): Html {
  const time = html`<time datetime="${uiterlijkOp.toISOString()}">${shortMoment(uiterlijkOp)}</time>`;
  const late = status === 'te_verwerken' && uiterlijkOp < now;
  return late ? html`<span class="te-laat">!${time} <span class="label label-fout">te laat</span></span>` : time;
}

/** How long somebody has been waiting already. */
export function waiting(since: Date, now: Date): Html {
  const passed = age(since, now);
  const words = passed === 'zojuist' ? 'minder dan een minuut' : passed;
  return html`<time datetime="${since.toISOString()}" title="${shortMoment(since)}">${words}</time>`;
}

/** `kcc.anna` as people read it: the name when we know it. */
export type NaamVan = (gebruikersnaam: string) => string;

/** What comes after the name of a colleague for whom a program did it. */
export const viaText = (via: string | undefined) => (via === undefined ? '' : `, via ${via}`);
