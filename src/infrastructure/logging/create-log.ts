import { pino, type DestinationStream } from 'pino';
import type { Log } from '#application/ports/log.ts';

/**
 * Structured lines with codes, ids and counts. Of an error only its name, code and place are written: a message or
 * property of a foreign error may hold what a citizen wrote.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (facts, event) => {
      logger.debug(facts, event);
    },
    info: (facts, event) => {
      logger.info(facts, event);
    },
    warn: (facts, event) => {
      logger.warn(facts, event);
    },
    error: (facts, event, cause) => {
      logger.error({ ...facts, ...describe(cause) }, event);
    },
  };
}

function describe(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return {};
  const code = (cause as { code?: unknown }).code;
  const place = (cause.stack ?? '').split('\n').find((line) => line.trimStart().startsWith('at '));
  return {
    error: cause.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: String(code) } : {}),
    ...(place === undefined ? {} : { at: place.trim() }),
  };
}
