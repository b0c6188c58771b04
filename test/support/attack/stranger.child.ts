import { readdirSync, readFileSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { once } from 'node:events';
import mongoose from 'mongoose';
import { NOBODY, type Attempt, type AttemptOutcome } from './stranger.ts';

/**
 * Another account of this machine. It is started as root, so that it can be read from wherever the repository stands, and
 * gives up all rights before it does anything.
 */
process.setgroups?.([]);
process.setgid?.(NOBODY);
process.setuid?.(NOBODY);
process.on('message', (attempt: Attempt) => {
  void carryOut(attempt)
    .then(
      (got): AttemptOutcome => ({ got }),
      (thrown: unknown): AttemptOutcome => ({ refused: thrown instanceof Error ? thrown.message : String(thrown) }),
    )
    .then((outcome) => process.send?.(outcome));
});
process.send?.({ got: `uid ${process.getuid?.()}` } satisfies AttemptOutcome);

async function carryOut(attempt: Attempt): Promise<string> {
  switch (attempt.kind) {
    case 'insert': {
      const connection = await mongoose.createConnection(attempt.uri, { serverSelectionTimeoutMS: 2_000 }).asPromise();
      try {
        await connection.collection(attempt.collection).insertOne({ _id: attempt.id as never });
        return 'inserted';
      } finally {
        await connection.close();
      }
    }
    case 'talk':
      return talk(attempt.to, attempt.text);
    case 'read':
      return readFileSync(attempt.path, 'latin1');
    case 'list':
      return readdirSync(attempt.path).join(' ');
  }
}

async function talk(to: NetConnectOpts, text: string): Promise<string> {
  const socket = connect(to);
  try {
    socket.write(text);
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(2_000) })) as [Buffer];
    return answer.toString('latin1');
  } finally {
    socket.destroy();
  }
}
