import { expect, it } from 'vitest';
import { fileKind } from '#infrastructure/http/pages/file-kind.ts';

it.each([
  ['message/rfc822', 'e-mail'],
  ['text/plain; charset=utf-8', 'tekst'],
  ['image/jpeg', 'afbeelding (JPEG)'],
  ['image/svg+xml', 'afbeelding (SVG)'],
  ['audio/x-wav', 'geluid (WAV)'],
  ['application/octet-stream', 'application/octet-stream'],
  ['__proto__', '__proto__'],
])('a file of type %s is called %s', (formaat, words) => {
  expect(fileKind(formaat)).toBe(words);
});
