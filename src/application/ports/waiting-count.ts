/** Jobs of one queue that are not running. */
export interface WaitingCount {
  /** Whose turn it is: a worker takes them as soon as it can. */
  readonly waiting: number;
  /** For a later moment: a deadline, the silence after a conversation, a next attempt. */
  readonly planned: number;
}
