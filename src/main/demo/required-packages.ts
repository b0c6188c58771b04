import { createRequire } from 'node:module';

/** Packages that only the demo needs; an installation for production leaves them out. */
const PACKAGES = ['@cantoo/pdf-lib', 'hoodiecrow-imap', 'smtp-server'] as const;

/** Those that are not installed. */
export function missingPackages(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return PACKAGES.filter((name) => {
    try {
      return resolve(name) === '';
    } catch {
      return true;
    }
  });
}
