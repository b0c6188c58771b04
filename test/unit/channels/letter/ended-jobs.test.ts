import { describe, expect, it } from 'vitest';
import { createEndedJobs } from '#channels/letter/letter.ended-jobs.ts';

describe('the ends of jobs', () => {
  it('tell which messages are to be looked up, each once', () => {
    const ended = createEndedJobs();
    ended.await('one', ['a', 'b']);
    ended.await('two', ['c']);
    expect(ended.end('one')).toBe(true);
    expect(ended.hasMore()).toBe(true);
    expect([ended.next(1), ended.next(10), ended.next(10)]).toEqual([['a'], ['b'], []]);
  });
  it('of others are worth no look', () => {
    expect(createEndedJobs().end('of another channel')).toBe(false);
  });
  it('that come before the acceptance has told of the job are not missed, and asked after once', () => {
    const ended = createEndedJobs();
    ended.end('quick');
    ended.await('quick', ['a']);
    expect(ended.next(10)).toEqual(['a']);
    // Still open although its job is over: nothing more is heard of it, and asking again and again would not help.
    ended.await('quick', ['a']);
    expect(ended.hasMore()).toBe(false);
  });
  it('are remembered of a thousand others and no more', () => {
    const ended = createEndedJobs();
    for (let place = 0; place <= 1_000; place += 1) ended.end(`job ${place}`);
    ended.await('job 0', ['a']);
    expect(ended.hasMore()).toBe(false);
    ended.await('job 1', ['b']);
    expect(ended.next(10)).toEqual(['b']);
  });
  it('are forgotten when no message of theirs waits any more', () => {
    const ended = createEndedJobs();
    ended.await('one', ['a']);
    ended.await('two', ['b']);
    ended.forgetUnless((uuid) => uuid === 'b');
    expect([ended.end('one'), ended.end('two')]).toEqual([false, true]);
  });
});
