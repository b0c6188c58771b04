import { findOnPath } from '#infrastructure/embedded/find-on-path.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser for the page tests: CHROMIUM_PATH, or what is on PATH; undefined when there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['CHROMIUM_PATH'] ?? NAMES.map((name) => findOnPath(name, env['PATH'])).find((path) => path !== undefined);
}
