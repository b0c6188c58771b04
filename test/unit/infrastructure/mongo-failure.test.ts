import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { toMongoFailure } from '#infrastructure/mongo/mongo-failure.ts';

const answer = (code: number, message: string) => new mongo.MongoServerError({ code, errmsg: message, message });

describe('what MongoDB answers, by what must happen next', () => {
  it('a storage engine that gave up is no fault of the document: nothing is parked for it', () => {
    const full = answer(1, 'WiredTiger error: WtError { code: 28, message: "No space left on device" }');
    const panic = answer(
      1,
      'WiredTiger error: WtError { code: -31804, message: "WT_PANIC: WiredTiger library panic" }',
    );
    for (const thrown of [full, panic]) {
      expect(toMongoFailure(thrown)).toMatchObject({ kind: 'transient', code: 'mongodb-storage-failed' });
    }
  });
  it('any other internal error may be about the document, and is not tried for a day', () => {
    expect(toMongoFailure(answer(1, 'unexpected operator'))).toMatchObject({ kind: 'defect', code: 'mongodb-refused' });
  });
  it('a server that is busy or goes away is tried again', () => {
    expect(toMongoFailure(answer(14031, 'out of disk space'))).toMatchObject({ kind: 'transient' });
    expect(toMongoFailure(new mongo.MongoNetworkError('gone'))).toMatchObject({ code: 'mongodb-unreachable' });
  });
  it.each([
    [43, 'CursorNotFound'],
    [64, 'WriteConcernTimeout'],
    [100, 'UnsatisfiableWriteConcern'],
    [134, 'ReadConcernMajorityNotAvailableYet'],
    [237, 'CursorKilled'],
  ])('a replica set that lost a member is tried again (%i %s)', (code, message) => {
    expect(toMongoFailure(answer(code, message))).toMatchObject({ kind: 'transient', code: 'mongodb-busy' });
  });
  it('a line that broke is tried again, in whatever form the driver lets it through', () => {
    const socket = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' });
    const bulk = new mongo.MongoServerError({ message: 'read ECONNRESET' });
    const stumble = new TypeError('commitError.hasErrorLabel is not a function');
    for (const thrown of [socket, bulk, stumble]) {
      expect(toMongoFailure(thrown)).toMatchObject({ kind: 'transient', code: 'mongodb-unreachable' });
    }
    expect(toMongoFailure(new TypeError('x is not a function'))).toMatchObject({ kind: 'defect' });
  });
});
