import { notFound } from './api-error.ts';

const DEFAULT_SIZE = 100;
const MAXIMUM_SIZE = 500;

export interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A page that is no number is a page that is not there; a size that is no number is the default (Open Klant). */
export function parsePaging(query: Query): Paging {
  const page = positive(lastOf(query['page']) ?? '1');
  if (page === undefined) throw notFound('Ongeldige pagina.');
  const pageSize = positive(lastOf(query['pageSize']) ?? '') ?? DEFAULT_SIZE;
  return { page, pageSize: Math.min(pageSize, MAXIMUM_SIZE) };
}

export interface PagedBody<T> {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly T[];
}

/** `url` is the list's own address, without parameters. Throws when the page is too far; an empty list has a page 1. */
export function toPagedBody<T>(
  { page, pageSize }: Paging,
  query: Query,
  url: string,
  list: { count: number; results: readonly T[] },
): PagedBody<T> {
  const pages = Math.max(1, Math.ceil(list.count / pageSize));
  if (page > pages) throw notFound('Ongeldige pagina.');
  return {
    count: list.count,
    next: page < pages ? linkTo(url, query, page + 1) : null,
    previous: page > 1 ? linkTo(url, query, page - 1) : null,
    results: list.results,
  };
}

/** Page 1 is linked to without its number, as Open Klant does. */
function linkTo(url: string, query: Query, page: number): string {
  const parameters = new URLSearchParams(page === 1 ? {} : { page: String(page) });
  const size = lastOf(query['pageSize']);
  if (size !== undefined) parameters.set('pageSize', size);
  const text = parameters.toString();
  return text === '' ? url : `${url}?${text}`;
}

const lastOf = (value: Query[string]) => (typeof value === 'object' ? value.at(-1) : value);

function positive(text: string): number | undefined {
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
  return value > 0 ? value : undefined;
}
