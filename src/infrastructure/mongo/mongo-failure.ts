import { mongo } from 'mongoose';
import { defect, Failure, transient } from '#domain/failure/failure.ts';

const DUPLICATE_KEY = 11000;
/** Codes that mean "the database is busy, away or full", not "this document is wrong" (MongoDB error codes list). */
const OUTSIDE = new Set([
  // Unreachable, shutting down, another primary, a conflict, out of time, no room on the disk.
  ...[6, 7, 89, 91, 112, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436, 14031, 39, 50],
  // A lock or a cursor that is gone after a failover, and a majority that is not there now.
  ...[24, 43, 46, 64, 100, 133, 134, 175, 202, 225, 237],
]);

/** InternalError says nothing; a storage engine that gave up (a full disk, above all) is recognised by its own words. */
const INTERNAL_ERROR = 1;
const STORAGE_ENGINE = /WiredTiger error|WT_PANIC|No space left on device/;

export const isDuplicateKey = (thrown: unknown): boolean =>
  thrown instanceof mongo.MongoServerError && thrown.code === DUPLICATE_KEY;

/** The driver's errors, by what must happen next. The driver's message may hold values of a document: it is not copied. */
export function toMongoFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (isBrokenLine(thrown)) return unreachable(thrown);
  if (thrown instanceof mongo.MongoServerError) {
    const code = Number(thrown.code);
    if (code === 18 || code === 13) {
      return transient('mongodb-authentication-failed', 'MongoDB refuses the user or password of MONGODB_URI', {
        cause: thrown,
      });
    }
    if (
      OUTSIDE.has(code) ||
      thrown.hasErrorLabel('TransientTransactionError') ||
      thrown.hasErrorLabel('RetryableWriteError')
    ) {
      return transient('mongodb-busy', `MongoDB cannot answer now (code ${code})`, { cause: thrown, facts: { code } });
    }
    if (code === INTERNAL_ERROR && STORAGE_ENGINE.test(thrown.message)) {
      return transient(
        'mongodb-storage-failed',
        'The storage of MongoDB gave up: look for a full disk, and start MongoDB again if it goes on after that',
        { cause: thrown },
      );
    }
    return defect('mongodb-refused', `MongoDB refused the operation (code ${code})`, {
      cause: thrown,
      facts: { code },
    });
  }
  if (thrown instanceof mongo.MongoError || (thrown instanceof Error && thrown.name.startsWith('Mongo'))) {
    return unreachable(thrown);
  }
  return defect('unexpected', `Unexpected ${thrown instanceof Error ? thrown.name : typeof thrown}`, { cause: thrown });
}

function unreachable(cause: unknown): Failure {
  return transient('mongodb-unreachable', 'MongoDB does not answer: check MONGODB_URI and that the server runs', {
    cause,
  });
}

/**
 * A line that broke, in the three forms besides MongoNetworkError in which driver 7 lets it through: the socket's own
 * error, a bulk write's error without a code of the server, and the driver's own stumble over a commit that met the first.
 */
function isBrokenLine(thrown: unknown): boolean {
  if (thrown instanceof mongo.MongoServerError) return typeof thrown.code !== 'number';
  if (!(thrown instanceof Error)) return false;
  return 'syscall' in thrown || (thrown instanceof TypeError && thrown.message.includes('hasErrorLabel'));
}
