import type { CopyProgress } from '#infrastructure/mongo/backup/write-backup.ts';
import type { Terminal } from '../terminal.ts';

const number = new Intl.NumberFormat('nl-NL');

/** One line per collection, and one for every part of a large one; on the error channel, apart from the result. */
export const copyProgress =
  ({ err }: Pick<Terminal, 'err'>): CopyProgress =>
  (naam, documenten, bytes, klaar) => {
    const megabytes = number.format(Math.round(bytes / 1e5) / 10);
    if (klaar || documenten > 0) {
      err(`${klaar ? 'klaar ' : '...   '} ${naam.padEnd(24)} ${number.format(documenten)} documenten, ${megabytes} MB`);
    }
  };
