/**
 * How far a list of UIDs is done without a hole. A message that the server announces but does not hand over keeps the
 * cursor before it, whatever is done after it.
 */
export class UidProgress {
  readonly #uids: readonly number[];
  readonly #done = new Set<number>();
  #position = 0;
  #cursor: number;

  /** `uids` rising, all above `cursor`. */
  constructor(cursor: number, uids: readonly number[]) {
    this.#cursor = cursor;
    this.#uids = uids;
  }

  /** Accepted, or gone from the folder. */
  markDone(uids: Iterable<number>): void {
    for (const uid of uids) this.#done.add(uid);
    for (let next = this.#uids[this.#position]; next !== undefined && this.#done.has(next);) {
      this.#cursor = Math.max(this.#cursor, next);
      this.#position += 1;
      next = this.#uids[this.#position];
    }
  }

  /** Everything up to and including this UID is done. */
  get cursor(): number {
    return this.#cursor;
  }
}
