import { describe, expect, it, vi, beforeEach, afterEach } from 'vitest';
import { toFailure, transient, unprocessable } from '#domain/failure/failure.ts';
import { circuitWaitMs } from '#domain/failure/circuit-open.ts';
import { createCircuitBreaker } from '#infrastructure/circuits/circuit-breaker.ts';
import { isSmtpOutage } from '#infrastructure/smtp/smtp-failure.ts';
import { isGraphOutage } from '#channels/whatsapp/whatsapp.media.ts';

const COOL_DOWN = 30_000;
const lines: string[] = [];
const note = (_facts: object, event: string) => void lines.push(event);
const log = { debug: note, info: note, warn: note, error: note };

beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers({ now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function createBroken() {
  const calls: string[] = [];
  const breaker = createCircuitBreaker({
    system: 'smtp:info',
    threshold: 3,
    coolDownMs: COOL_DOWN,
    counts: isSmtpOutage,
    log,
    clock: { now: () => new Date() },
  });
  const attempt = (failure?: Error) =>
    breaker
      .run(() => {
        calls.push(failure?.message ?? 'ok');
        return failure === undefined ? Promise.resolve('ok') : Promise.reject(failure);
      })
      .catch((thrown: unknown) => toFailure(thrown).code);
  return { breaker, attempt, calls };
}
const down = () => transient('smtp-unreachable', 'away');

describe('a circuit before a system outside', () => {
  it('opens after so many failures in a row, and then nobody tries until the cool-down is over', async () => {
    const { breaker, attempt, calls } = createBroken();
    for (const expected of ['smtp-unreachable', 'smtp-unreachable', 'smtp-unreachable', 'circuit-open']) {
      expect(await attempt(down())).toBe(expected);
    }
    expect(calls).toHaveLength(3);
    expect(breaker.status()).toEqual({ system: 'smtp:info', state: 'open', since: new Date() });
    expect(breaker.waitMs()).toBe(COOL_DOWN);
    vi.advanceTimersByTime(COOL_DOWN - 1);
    expect(await attempt()).toBe('circuit-open');
    vi.advanceTimersByTime(1);
    expect(await attempt()).toBe('ok');
    expect(breaker.status().state).toBe('closed');
  });

  it('a success between failures starts the count again', async () => {
    const { breaker, attempt } = createBroken();
    for (const failure of [down(), down(), undefined, down(), down()]) await attempt(failure);
    expect(breaker.status().state).toBe('closed');
  });

  it('lets one call try after the cool-down; the others wait for its outcome without being held', async () => {
    const { breaker, attempt } = createBroken();
    for (let at = 0; at < 3; at += 1) await attempt(down());
    vi.advanceTimersByTime(COOL_DOWN);
    let end = (): void => undefined;
    const trial = breaker.run(() => new Promise<void>((resolve) => (end = resolve)));
    expect(breaker.status().state).toBe('half-open');
    expect(await attempt()).toBe('circuit-open');
    end();
    await trial;
    expect(await attempt()).toBe('ok');
  });

  it('a failed trial opens it for another cool-down', async () => {
    const { breaker, attempt } = createBroken();
    for (let at = 0; at < 3; at += 1) await attempt(down());
    vi.advanceTimersByTime(COOL_DOWN);
    expect(await attempt(down())).toBe('smtp-unreachable');
    expect(breaker.status().state).toBe('open');
    expect(breaker.waitMs()).toBe(COOL_DOWN);
  });

  it('says one line when it opens and one when it closes, however many trials fail in between', async () => {
    const { attempt } = createBroken();
    for (let at = 0; at < 3; at += 1) await attempt(down());
    for (let at = 0; at < 4; at += 1) {
      vi.advanceTimersByTime(COOL_DOWN);
      await attempt(down());
    }
    vi.advanceTimersByTime(COOL_DOWN);
    await attempt();
    expect(lines).toEqual(['circuit-opened', 'circuit-closed']);
  });

  it('tells whoever it turns away how long to wait, also inside a failure about several messages', async () => {
    const { breaker, attempt } = createBroken();
    for (let at = 0; at < 3; at += 1) await attempt(down());
    vi.advanceTimersByTime(10_000);
    const turnedAway = await breaker.run(() => Promise.resolve()).catch((thrown: unknown) => thrown);
    expect(circuitWaitMs(turnedAway)).toBe(20_000);
    expect(circuitWaitMs(transient('messages-to-retry', '2 messages', { cause: turnedAway }))).toBe(20_000);
    expect(circuitWaitMs(down())).toBeUndefined();
  });
});

describe('what counts as an outage', () => {
  it.each([
    [true, 'no answer', transient('smtp-unreachable', '')],
    [true, 'a refused password', transient('smtp-authentication-failed', '')],
    [true, 'a server that takes no mail now', transient('smtp-busy', '', { facts: { reply: 421, command: 'CONN' } })],
    [false, 'a recipient that is put off', transient('smtp-busy', '', { facts: { reply: 450, command: 'RCPT TO' } })],
    [false, 'a recipient that is refused', unprocessable('smtp-recipient-refused', '')],
    [false, 'an account that is no longer configured', transient('smtp-account-missing', '')],
  ] as const)('SMTP, %s: %s', (expected, _what, failure) => {
    expect(isSmtpOutage(failure)).toBe(expected);
  });

  it.each([
    [true, 'no answer', transient('whatsapp-media-unavailable', '')],
    [true, '503', transient('whatsapp-media-unavailable', '', { facts: { status: 503 } })],
    [true, '429', transient('whatsapp-media-unavailable', '', { facts: { status: 429 } })],
    [true, 'a refused token', transient('whatsapp-media-unauthorized', '')],
    [false, '400 about one medium', transient('whatsapp-media-unavailable', '', { facts: { status: 400 } })],
    [false, 'a damaged medium', transient('whatsapp-media-damaged', '')],
  ] as const)('the Graph API, %s: %s', (expected, _what, failure) => {
    expect(isGraphOutage(failure)).toBe(expected);
  });
});
