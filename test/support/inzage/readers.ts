import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { HttpWorld, HttpWorldOptions } from '../http/create-http-world.ts';

/** A colleague of a second unit, beside carla of Burgerzaken. */
export const els: Medewerker = { gebruikersnaam: 'els', naam: 'Els Mol', rollen: ['eenheid'], afdelingen: ['AFVAL'] };

const secretOf = (naam: string) => `proef-token-${naam}-0123456789-abcdefghijklmnop`;

/** Programs, each limited in one way. */
export const tokens = (
  [
    { naam: 'lezen-alles', rechten: ['lezen'], vertrouwelijk: true },
    { naam: 'lezen', rechten: ['lezen'] },
    { naam: 'lezen-burg', rechten: ['lezen'], eenheden: ['BURG'] },
    { naam: 'lezen-brief', rechten: ['lezen'], kanalen: ['brief'] },
    { naam: 'schrijven', rechten: ['schrijven'] },
    { naam: 'lezen-en-schrijven', rechten: ['lezen', 'schrijven'] },
  ] as const
).map((token) => ({ ...token, token: secretOf(token.naam) })) satisfies HttpWorldOptions['tokens'];

export const PEOPLE = ['anna', 'carla', 'els', 'dirk'] as const;
export type Person = (typeof PEOPLE)[number];
export type Program = (typeof tokens)[number]['naam'];
/** A stranger is neither. */
export type Reader = Person | Program | 'vreemde';
export const READERS: readonly Reader[] = ['vreemde', ...PEOPLE, ...tokens.map(({ naam }) => naam)];

export interface Asking {
  readonly reader: Reader;
  /** As whoever stands in the log. */
  readonly door: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a form of the screens; empty for who has none. */
  readonly csrf: string;
}

/** Somebody with what they send along: a cookie, a token, or nothing. */
export async function asReader(world: HttpWorld, reader: Reader): Promise<Asking> {
  const found = tokens.find(({ naam }) => naam === reader);
  if (found !== undefined)
    return { reader, door: found.naam, headers: { authorization: `Token ${found.token}` }, csrf: '' };
  if (reader === 'vreemde') return { reader, door: '', headers: {}, csrf: '' };
  const visitor = await world.as(reader);
  const csrf = await visitor.csrf('/balie');
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { reader, door: reader, headers: { cookie, accept: 'text/html' }, csrf };
}
