import { createExecutor } from './executor/executor.ts';
import type { Fault, Limits } from './finding.ts';

/**
 * The input without what is not needed for the same fault: chunks go, the largest first, for as long as something can go
 * or until the deadline (milliseconds of `performance.now`). Letters and digits that do not matter become `a` and `0`.
 */
export async function minimise(
  module: URL,
  limits: Limits,
  { input, fault }: { readonly input: Uint8Array; readonly fault: Fault },
  deadline: number,
): Promise<Uint8Array> {
  const executor = createExecutor(module, limits);
  let best: Buffer = Buffer.from(input);
  try {
    for (let before = Infinity; best.byteLength < before && isTime();) {
      before = best.byteLength;
      for (
        let size = Math.ceil(best.byteLength / 2);
        size >= 1 && isTime();
        size = size === 1 ? 0 : Math.ceil(size / 2)
      ) {
        await dropChunks(size);
      }
    }
    if (best.byteLength <= 4_096) await blandLetters();
    return best;
  } finally {
    executor.close();
  }

  function isTime() {
    return performance.now() < deadline;
  }

  async function stays(candidate: Buffer): Promise<boolean> {
    const { faults } = await executor.run([candidate]);
    if (!faults.some((one) => one.fault.kind === fault.kind && one.fault.where === fault.where)) return false;
    best = candidate;
    return true;
  }

  async function dropChunks(size: number): Promise<void> {
    for (let at = 0; at < best.byteLength && isTime();) {
      if (!(await stays(Buffer.concat([best.subarray(0, at), best.subarray(at + size)])))) at += size;
    }
  }

  async function blandLetters(): Promise<void> {
    for (let at = 0; at < best.byteLength && isTime(); at += 1) {
      const byte = String.fromCharCode(best[at] ?? 0);
      const bland = /[0-9]/.test(byte) ? '0' : /[a-z]/i.test(byte) ? 'a' : byte;
      if (bland === byte) continue;
      const candidate = Buffer.from(best);
      candidate.write(bland, at, 'latin1');
      await stays(candidate);
    }
  }
}
