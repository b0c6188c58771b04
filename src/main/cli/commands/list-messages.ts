import type { MessageFilter, MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import type { Terminal } from '../terminal.ts';
import { toColumns } from '../output/columns.ts';
import { toJsonLine } from '../output/json-line.ts';
import { kanaalOf, MESSAGE_HEADER, toMessageJson, toMessageRow } from '../output/message-line.ts';

export interface ListChoice {
  readonly filter: Omit<MessageFilter, 'after' | 'limit'>;
  /** Which form, within the channel. */
  readonly kanaal?: string;
  readonly limit?: number;
  readonly json: boolean;
}

const PAGE = 500;

/** Writes one line per message, last accepted first, page by page: the memory does not grow with the ledger. */
export async function writeMessages(
  messages: Pick<MessageStore, 'list'>,
  terminal: Terminal,
  { filter, kanaal, limit = Number.POSITIVE_INFINITY, json }: ListChoice,
): Promise<number> {
  let left = limit;
  let after: MessageFilter['after'];
  do {
    const page = await messages.list({ ...filter, limit: PAGE, ...(after === undefined ? {} : { after }) });
    const wanted = page.filter((message) => kanaal === undefined || kanaalOf(message) === kanaal).slice(0, left);
    write(wanted, left === limit);
    left -= wanted.length;
    const last = page.at(-1);
    after = page.length < PAGE || last === undefined ? undefined : { acceptedAt: last.acceptedAt, uuid: last.uuid };
  } while (after !== undefined && left > 0);
  return limit - left;

  function write(page: readonly MessageSummary[], isFirst: boolean) {
    if (page.length === 0) return;
    // A script gets lines of messages only; a person gets to read what the columns are.
    const header = isFirst && terminal.isInteractive ? [MESSAGE_HEADER] : [];
    const lines = json
      ? page.map((message) => toJsonLine(toMessageJson(message)))
      : toColumns([...header, ...page.map(toMessageRow)]);
    for (const line of lines) terminal.out(line);
  }
}
