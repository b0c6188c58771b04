import { describe, expect, it } from 'vitest';
import { htmlToPlainText } from '#channels/email/email.html-to-text.ts';

const LIMIT = 1_000_000;

describe('the text of an HTML mail', () => {
  it('keeps the words and drops addresses of links, images, styles and scripts', () => {
    const html =
      '<style>p{}</style><script>x()</script><p>Zie <a href="https://x.example/volg?id=1">de site</a></p><img src="https://x.example/p.gif">';
    expect(htmlToPlainText(html, LIMIT)).toBe('Zie de site');
  });

  it('is not wrapped and not put in capitals', () => {
    const long = 'woord '.repeat(60).trim();
    expect(htmlToPlainText(`<h1>Kop</h1><p>${long}</p>`, LIMIT)).toBe(`Kop\n\n${long}`);
  });

  it('of a page nested a hundred thousand levels is there within a second', () => {
    const started = performance.now();
    const text = htmlToPlainText(`${'<div>'.repeat(100_000)}Mijn vraag${'</div>'.repeat(100_000)}`, LIMIT);
    expect(text).toBe('Mijn vraag');
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([
    '<b>'.repeat(200_000),
    '<'.repeat(500_000),
    '<a '.repeat(200_000),
    '&'.repeat(500_000),
    '<!--'.repeat(200_000),
    '<table><tr><td>'.repeat(60_000),
  ])('of hostile markup is found in little time (%#)', (html) => {
    const started = performance.now();
    expect(htmlToPlainText(`Vraag ${html}`, LIMIT)).toContain('Vraag');
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('stops at the limit', () => {
    expect(htmlToPlainText(`<p>${'a'.repeat(5_000)}</p>`, 1_000).length).toBeLessThanOrEqual(1_000);
  });
});
