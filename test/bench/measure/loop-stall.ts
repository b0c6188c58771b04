const LINE = /^nodejs_eventloop_lag_max_seconds (\S+)$/m;

/** The longest stall of the program's event loop in milliseconds since this was last asked, by its own metrics. */
export async function longestStallMs(address: string): Promise<number> {
  const answer = await fetch(`${address}/metrics`);
  const [, seconds] = LINE.exec(await answer.text()) ?? [];
  if (seconds === undefined) throw new Error('the metrics hold no delay of the event loop');
  return Number(seconds) * 1000;
}
