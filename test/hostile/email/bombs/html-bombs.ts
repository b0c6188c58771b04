import { html, megabytes, typed, type Bomb } from './bomb.ts';

const LEVELS = 150_000;

export const HTML_BOMBS: readonly Bomb[] = [
  ...['div', 'table', 'blockquote', 'b', 'td', 'svg', 'template', 'select', 'a'].map((tag): Bomb => ({
    naam: `150,000 nested <${tag}>`,
    build: () => html(`${`<${tag}>`.repeat(LEVELS)}vraag`),
    ends: 'registered',
  })),
  {
    naam: 'tables in cells in tables',
    build: () => html(`${'<table><tr><td>'.repeat(60_000)}vraag`),
    ends: 'registered',
  },
  { naam: 'lists in items in lists', build: () => html(`${'<ul><li>'.repeat(100_000)}vraag`), ends: 'registered' },
  {
    naam: 'quotations in paragraphs in quotations',
    build: () => html(`${'<blockquote><p>'.repeat(60_000)}vraag`),
    ends: 'registered',
  },
  {
    naam: 'unclosed formatting that the parser must open again in each paragraph',
    build: () => html('<b><i><u><font><p>'.repeat(50_000)),
    ends: 'registered',
  },
  {
    naam: 'a tag with a million attributes',
    build: () => html(`<p ${Array.from({ length: 200_000 }, (_, n) => `a${n}=1`).join(' ')}>vraag</p>`),
    ends: 'registered',
  },
  { naam: '150,000 open angle brackets', build: () => html('<'.repeat(LEVELS)), ends: 'registered' },
  { naam: '150,000 unclosed tags', build: () => html('<a '.repeat(LEVELS)), ends: 'registered' },
  { naam: '150,000 unclosed attributes', build: () => html('<a b="'.repeat(LEVELS)), ends: 'registered' },
  { naam: '150,000 comments that never end', build: () => html('<!--'.repeat(LEVELS)), ends: 'registered' },
  {
    naam: '150,000 CDATA sections that never end',
    build: () => html('<![CDATA['.repeat(LEVELS)),
    ends: 'registered',
  },
  { naam: '150,000 scripts that never end', build: () => html('<script'.repeat(LEVELS)), ends: 'registered' },
  { naam: '150,000 opened scripts', build: () => html('<script>'.repeat(LEVELS)), ends: 'registered' },
  {
    naam: 'a million styles, deeply nested',
    build: () => html(`${'<div>'.repeat(1_000)}${'<style></styl>'.repeat(60_000)}`),
    ends: 'registered',
  },
  { naam: 'entities', build: () => html(megabytes('&amp;amp;&#38;#38;&#x41;&notit;', 3)), ends: 'registered' },
  {
    naam: 'an entity of a megabyte',
    build: () => html(`&#${'1'.repeat(900_000)};&${'a'.repeat(90_000)};`),
    ends: 'registered',
  },
  {
    naam: 'entity declarations that multiply',
    build: () => html('<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>&b;'),
    ends: 'registered',
  },
  {
    naam: 'a data: address of 7 MB',
    build: () => html(`<img src="data:image/png;base64,${megabytes('QUJD', 7)}"><p>vraag</p>`),
    ends: 'registered',
  },
  {
    naam: 'CSS of 7 MB',
    build: () => html(`<style>${megabytes('a{b:c}', 7)}</style><p style="${'x:y;'.repeat(100_000)}">vraag</p>`),
    ends: 'registered',
  },
  { naam: '8 MB of paragraphs', build: () => html(megabytes('<p>a</p>', 8)), ends: 'registered' },
  { naam: '5 MB of spaces', build: () => html(`a${megabytes(' ', 5)}b`), ends: 'registered' },
  { naam: '150,000 line breaks', build: () => html('<br>'.repeat(LEVELS)), ends: 'registered' },
  { naam: '150,000 horizontal rules', build: () => html('<hr>'.repeat(LEVELS)), ends: 'registered' },
  {
    naam: 'a million cells in one row',
    build: () => html(`<table><tr>${'<td>a'.repeat(180_000)}`),
    ends: 'registered',
  },
  { naam: 'a hundred thousand list items', build: () => html(`<ol>${'<li>a'.repeat(180_000)}`), ends: 'registered' },
  {
    naam: '60 pages after each other',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `${`--g\nContent-Type: text/html\n\n${'<p>vraag</p>'.repeat(3_000)}\n`.repeat(60)}--g--\n`,
      ),
    ends: 'registered',
  },
  {
    naam: '5 pages of the deepest that the converter takes',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `${`--g\nContent-Type: text/html\n\n${'<div>'.repeat(399)}${'<blockquote>a</blockquote>'.repeat(20_000)}\n`.repeat(5)}--g--\n`,
      ),
    ends: 'registered',
  },
];
