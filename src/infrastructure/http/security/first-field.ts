import type { IncomingMessage } from 'node:http';

/** Bytes in which the first field of a form must have come. */
const MOST = 4 * 1024;

type Reading = { readonly value: string } | 'more' | 'other';
type ReadField = (head: string, isWhole: boolean) => Reading;

/**
 * The value of a form's first field, if that has this name; undefined otherwise. It reads no more of the body than it
 * needs (4 kB at most) and puts it back, so that whoever reads the body finds all of it.
 */
export async function readFirstField(
  raw: IncomingMessage,
  name: string,
  mediaType: string | undefined,
): Promise<string | undefined> {
  const read = readerOf(mediaType, name);
  if (read === undefined) return undefined;
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const onReadable = () => {
      const come = raw.read() as Buffer | null;
      if (come !== null) head = Buffer.concat([head, come]);
      const isWhole = raw.complete || head.byteLength >= MOST;
      const found = read(head.toString('latin1', 0, MOST), isWhole);
      if (found === 'more' && !isWhole) return;
      settle();
      resolve(typeof found === 'object' ? found.value : undefined);
    };
    const onBroken = () => {
      settle();
      reject(Object.assign(new Error('the connection broke'), { statusCode: 400 }));
    };
    const settle = () => {
      raw.off('readable', onReadable).off('end', onReadable).off('error', onBroken).off('close', onBroken);
      // In the same turn as the reading: from the next on a body that was read to its end has ended.
      if (head.byteLength > 0 && !raw.readableEnded && !raw.destroyed) raw.unshift(head);
    };
    raw.on('readable', onReadable).once('end', onReadable).once('error', onBroken).once('close', onBroken);
  });
}

function readerOf(mediaType: string | undefined, name: string): ReadField | undefined {
  const [type = ''] = (mediaType ?? '').toLowerCase().split(';', 1);
  if (type.trim() === 'application/x-www-form-urlencoded') return (head, isWhole) => fromPairs(head, isWhole, name);
  if (type.trim() === 'multipart/form-data') return (head) => fromParts(head, name);
  if (type.trim() === 'application/json') return (head) => fromJson(head, name);
  return undefined;
}

function fromPairs(head: string, isWhole: boolean, name: string): Reading {
  const begin = `${name}=`;
  if (!head.startsWith(begin)) return begin.startsWith(head) ? 'more' : 'other';
  const end = head.indexOf('&');
  if (end === -1 && !isWhole) return 'more';
  const [[, value = ''] = []] = new URLSearchParams(end === -1 ? head : head.slice(0, end));
  return { value };
}

/** RFC 7578: the boundary, the headers of the part, an empty line, and its value, which is one line. */
function fromParts(head: string, name: string): Reading {
  const [, headers, value] = /^--[^\r\n]+\r\n((?:[^\r\n]+\r\n)+)\r\n(?:([^\r\n]*)\r\n)?/.exec(head) ?? [];
  if (headers === undefined) return '--'.startsWith(head.slice(0, 2)) ? 'more' : 'other';
  if (!new RegExp(`^content-disposition: *form-data; *name="${name}"\r\n`, 'im').test(headers)) return 'other';
  return value === undefined ? 'more' : { value };
}

function fromJson(head: string, name: string): Reading {
  const [, key, value] = /^\s*\{\s*"([^"]*)"\s*:\s*(?:"([^"\\]*)")?/.exec(head) ?? [];
  if (key === undefined) return /^\s*(\{[^:]*)?$/.test(head) ? 'more' : 'other';
  if (key !== name) return 'other';
  return value === undefined ? 'more' : { value };
}
