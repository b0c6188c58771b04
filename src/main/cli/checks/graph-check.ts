import type { Check } from './check.ts';

const DEADLINE_MS = 5_000;

/**
 * Whether Meta's Graph API can be reached at all: any HTTP answer will do. Messages come in without it, only media need
 * it, so that it is never more than a remark.
 */
export function checkGraph(graphUrl: string): Check {
  return {
    naam: 'WhatsApp',
    run: async () => {
      const { host } = new URL(graphUrl);
      try {
        await fetch(graphUrl, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(DEADLINE_MS) });
        return { oordeel: 'ok', wat: `${host} is bereikbaar` };
      } catch {
        const herstel = 'sta uitgaand verkeer naar deze server toe: media worden daar opgehaald';
        return { oordeel: 'let op', wat: `${host} is niet bereikbaar`, herstel };
      }
    },
  };
}
