import { Session, type Profiler } from 'node:inspector';

/** Only these count: our own code and the parsers that strangers' bytes reach. */
const COUNTED =
  /\/(?:channels|src|test\/support\/fuzz)\/|\/node_modules\/(?:mailparser|libmime|libqp|libbase64|encoding-japanese|iconv-lite|nodemailer|html-to-text|@selderee|selderee|htmlparser2|domhandler|domutils|entities|@hyzyla\/pdfium|sharp|yaml|bson)\//;

/** Start and end of a piece of source. */
type Piece = readonly [number, number];
/** A function (script and place) with the pieces of it that were never run. */
export type FunctionCover = readonly [key: string, missed: readonly Piece[]];

/** What a take shows that was not known: functions as they stand now, and how many pieces are new. */
export interface Gain {
  readonly blocks: number;
  readonly changed: readonly FunctionCover[];
}

export interface Coverage {
  /** What was run since the last look, compared with what is known; it is not known until `commit`. */
  gain(): Gain;
  commit(gain: Gain): void;
}

/**
 * V8's own block coverage (as `NODE_V8_COVERAGE` writes it). It must start before the code that is measured is loaded.
 * Counts are asked for only because V8 then tells a function each time that it ran, so that the input of a batch that
 * showed something new can be found by running its halves again.
 */
export function startCoverage(known: readonly FunctionCover[]): Coverage {
  const missedIn = new Map<string, readonly Piece[]>(known);
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    gain() {
      let blocks = 0;
      const changed: FunctionCover[] = [];
      for (const [key, missed] of functionsIn(take(session))) {
        const before = missedIn.get(key);
        const after = before === undefined ? missed : intersect(before, missed);
        const opened = before === undefined ? 1 : piecesLost(before, after);
        if (opened === 0) continue;
        blocks += opened;
        changed.push([key, after]);
      }
      return { blocks, changed };
    },
    commit({ changed }) {
      for (const [key, missed] of changed) missedIn.set(key, missed);
    },
  };
}

function take(session: Session): Profiler.ScriptCoverage[] {
  let scripts: Profiler.ScriptCoverage[] = [];
  // The session is of this thread: it answers before `post` returns.
  session.post('Profiler.takePreciseCoverage', (failure, taken) => {
    if (failure !== null) throw failure;
    scripts = taken.result;
  });
  return scripts;
}

function* functionsIn(scripts: readonly Profiler.ScriptCoverage[]): Generator<FunctionCover> {
  for (const { url, functions } of scripts) {
    if (!COUNTED.test(url)) continue;
    for (const { ranges } of functions) {
      const [whole] = ranges;
      if (whole === undefined || whole.count === 0) continue;
      yield [`${url}:${whole.startOffset}:${whole.endOffset}`, missedPieces(ranges)];
    }
  }
}

/** The pieces without a run. Ranges are nested, outer ones first, and an inner one's count goes for its own piece. */
export function missedPieces(ranges: readonly Profiler.CoverageRange[]): Piece[] {
  const pieces: [number, number][] = [];
  const open: Profiler.CoverageRange[] = [];
  let at = 0;
  const until = (end: number) => {
    const inner = open.at(-1);
    const last = pieces.at(-1);
    if (inner?.count === 0 && end > at) {
      if (last?.[1] === at) last[1] = end;
      else pieces.push([at, end]);
    }
    at = Math.max(at, end);
  };
  const closeBefore = (start: number) => {
    for (let inner = open.at(-1); inner !== undefined && inner.endOffset <= start; inner = open.at(-1)) {
      until(inner.endOffset);
      open.pop();
    }
  };
  for (const range of ranges) {
    closeBefore(range.startOffset);
    until(range.startOffset);
    open.push(range);
  }
  closeBefore(Infinity);
  return pieces;
}

function intersect(one: readonly Piece[], other: readonly Piece[]): Piece[] {
  const both: Piece[] = [];
  for (const [start, end] of one) {
    for (const [from, to] of other) {
      if (from < end && to > start) both.push([Math.max(start, from), Math.min(end, to)]);
    }
  }
  return both;
}

/** How many of the pieces that were missed are now run, whole or in part. */
function piecesLost(before: readonly Piece[], after: readonly Piece[]): number {
  const length = (pieces: readonly Piece[]) => pieces.reduce((sum, [start, end]) => sum + end - start, 0);
  return before.filter((piece) => length(intersect([piece], after)) < length([piece])).length;
}
