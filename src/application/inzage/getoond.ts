import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';

declare const proven: unique symbol;

/**
 * Something that may hold words of a citizen, of which it was proved that this reader may read it and that stands in the
 * line that is written before the answer leaves. Only this room makes them, and the screens take nothing else.
 */
export type Getoond<T> = T & { readonly [proven]: true };

/** What asking for one thing leads to. `geweigerd`: it is there, and not for this reader. `apart`: a virus was found in it. */
export type Gezien<T> =
  | { readonly kind: 'getoond'; readonly inhoud: Getoond<T> }
  | { readonly kind: 'onbekend' }
  | { readonly kind: 'geweigerd' }
  | { readonly kind: 'apart' };

export type Objecten = AuditEntry['objecten'];

/** What one answer shows, as it comes to stand in the audit log. */
export interface Reading {
  readonly handeling: string;
  /** Each once. */
  readonly objecten: Objecten;
  /** Our own script asks for it every few seconds: the same again is no new reading. */
  readonly herhaald: boolean;
}

/** Keeps what the answer to one request shows, and what was refused to it. */
export interface Shown {
  /** The first `handeling` names the line; what is shown beside it joins it. */
  show<T>(handeling: string, thing: T, objecten: Objecten): Getoond<T>;
  refuse(objecten: Objecten): void;
  /** The answer became another one, an error, which shows nothing. */
  forget(): void;
  /** What is shown is asked for by our own script. */
  repeat(): void;
  reading(): Reading | undefined;
  refused(): Objecten;
}

export function createShown(): Shown {
  const shown = new Map<string, Objecten[number]>();
  let name: string | undefined;
  let herhaald = false;
  let refused: Objecten = [];
  return {
    show: <T>(handeling: string, thing: T, objecten: Objecten) => {
      name ??= handeling;
      for (const object of objecten) shown.set(`${object.soort} ${object.uuid}`, object);
      return thing as Getoond<T>;
    },
    refuse: (objecten) => {
      refused = objecten;
    },
    forget: () => {
      shown.clear();
      name = undefined;
    },
    repeat: () => {
      herhaald = true;
    },
    reading: () =>
      name === undefined || shown.size === 0 ? undefined : { handeling: name, objecten: [...shown.values()], herhaald },
    refused: () => refused,
  };
}
