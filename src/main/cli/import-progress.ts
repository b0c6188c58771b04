import { SingleBar } from 'cli-progress';
import { toVisibleLine } from '#domain/text/visible-text.ts';
import type { MailFile } from '#channels/email/email.stored-mails.ts';
import type { Terminal } from './terminal.ts';

/** Percent between two lines where nobody looks. */
const STEP = 10;

/** How far the files are read, on the error channel: a bar for a person, a line per ten percent for a log. */
export function importProgress({ err, isInteractive }: Terminal, files: readonly MailFile[]) {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const bar = isInteractive
    ? new SingleBar({
        format: '  {bar} {percentage}%  {mails} mails',
        barsize: 30,
        hideCursor: true,
        stream: process.stderr,
      })
    : undefined;
  bar?.start(total, 0, { mails: 0 });
  let bytes = 0;
  let mails = 0;
  let said = 0;
  let isWaiting = false;
  return {
    read(size: number): void {
      isWaiting = false;
      mails += 1;
      // Lines that separate the mails of one file are not counted with them.
      bytes = Math.min(total, bytes + size);
      bar?.update(bytes, { mails });
      const percent = total === 0 ? 100 : Math.floor((100 * bytes) / total);
      if (bar !== undefined || percent < said + STEP) return;
      said = percent - (percent % STEP);
      err(`... ${said}%, ${mails} mails gelezen`);
    },
    wait(): void {
      if (!isWaiting)
        err('Er staan zoveel berichten open dat er geen bij kan: wacht tot het programma er heeft geregistreerd.');
      isWaiting = true;
    },
    refused(file: MailFile, code: string): void {
      err(`${toVisibleLine(file.file)}: niet te lezen (${code}).`);
    },
    end(isStopped: boolean): void {
      if (!isStopped) bar?.update(total, { mails });
      bar?.stop();
      if (bar === undefined && !isStopped) err(`klaar, ${mails} mails gelezen`);
    },
  };
}

export type ImportProgress = ReturnType<typeof importProgress>;
