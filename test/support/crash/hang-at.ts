import type { Stores } from '#main/connect-stores.ts';

/** The same stores, but the named step (`store.method`, as in `register.saveRegistrations`) never ends. */
export function hangAt(stores: Stores, step: string): Stores {
  const [name = '', method = ''] = step.split('.');
  const store = (stores as unknown as Record<string, Record<string, unknown>>)[name];
  if (typeof store?.[method] !== 'function') throw new Error(`no such step: ${step}`);
  return { ...stores, [name]: { ...store, [method]: () => new Promise(() => undefined) } };
}
