import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogFacts } from '#application/ports/log.ts';
import { createSummedRefusals } from '#infrastructure/logging/summed-refusals.ts';

const lines: [string, LogFacts][] = [];
const counted: [string, string][] = [];
const refusals = createSummedRefusals({
  log: { warn: (facts, event) => void lines.push([event, facts]) },
  metrics: { refused: (...what) => void counted.push(what) },
});
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  refusals.flush();
  lines.length = counted.length = 0;
  vi.useRealTimers();
});

test('the first of a kind is written at once, the others of its minute as one line with their number', () => {
  for (let at = 0; at < 2_000; at += 1) refusals.note('login-refused', { code: 'wrong' });
  expect(lines).toEqual([['login-refused', { code: 'wrong' }]]);
  vi.advanceTimersByTime(60_000);
  expect(lines.slice(1)).toEqual([
    ['login-refused', { code: 'wrong', count: 1_999, since: '2026-11-24T09:00:00.000Z' }],
  ]);
  expect(counted).toHaveLength(2_000);
});

test('another kind has a line of its own, and a minute later the first is written at once again', () => {
  refusals.note('client-error', { code: 'parse_error' });
  refusals.note('client-error', { code: 'request_timeout' });
  vi.advanceTimersByTime(60_000);
  refusals.note('client-error', { code: 'parse_error' });
  expect(lines.map(([, { code }]) => code)).toEqual(['parse_error', 'request_timeout', 'parse_error']);
});

test('kinds without end are one kind', () => {
  for (let at = 0; at < 5_000; at += 1) refusals.note('odd', { code: String(at) });
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toMatchObject(['other-refusals', { count: 4_500 }]);
});
