/** What a command's end says to a script; sysexits.h where it has a number for it. */
export const EXIT = {
  ok: 0,
  /** Something is not in order, or nothing was found. */
  failed: 1,
  /** EX_USAGE: a command or option that does not exist. */
  usage: 64,
  /** EX_UNAVAILABLE: a server that is needed does not answer. */
  unavailable: 69,
  /** EX_NOPERM: it asks for an account, or another one. */
  denied: 77,
  /** EX_CONFIG. */
  config: 78,
} as const;

/** Used wrongly; the message says how, in Dutch. */
export class UsageError extends Error {}

/** Not for whoever asked, or not before they say who they are; the message says how, in Dutch. */
export class DeniedError extends Error {}
