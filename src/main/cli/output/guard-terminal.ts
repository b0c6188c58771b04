import { toVisibleLine } from '#domain/text/visible-text.ts';
import type { Terminal } from '../terminal.ts';

/**
 * The terminal for text that strangers wrote (keys, names of files, reasons): what would command it, turn the text or
 * begin a new line is shown by its number. Bytes for a pipe stay as they are.
 */
export const guardTerminal = (terminal: Terminal): Terminal => ({
  ...terminal,
  out: (line) => {
    terminal.out(toVisibleLine(line));
  },
  err: (line) => {
    terminal.err(toVisibleLine(line));
  },
});
