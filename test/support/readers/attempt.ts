/** An act of a reader; what it answers is what it got, and nothing at all is a refusal as well. */
export type Act = () => unknown;

const LONGEST_MS = 2_000;
const REFUSED = 'refused';

/** `refused`, whatever the way in which it was, or `got` and what. */
export async function attempt(act: Act): Promise<string> {
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
  try {
    const got = await Promise.race([act(), late]);
    return got === undefined || got === null || got === '' ? REFUSED : `got ${describe(got)}`;
  } catch {
    return REFUSED;
  }
}

function describe(got: unknown): string {
  return typeof got === 'object' ? Object.prototype.toString.call(got) : JSON.stringify(got).slice(0, 100);
}

/** By a road that the lock-down cannot have foreseen by name: whatever is asked for is asked for at run time. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const load = async (name: string): Promise<any> => (await import(name)) as unknown;

/** True as soon as it is connected; rejects with what keeps it from that. */
export const connected = (socket: NodeJS.EventEmitter, event = 'connect') =>
  new Promise((resolve, reject) => {
    socket.once(event, () => {
      resolve(true);
    });
    socket.once('error', reject);
  });
