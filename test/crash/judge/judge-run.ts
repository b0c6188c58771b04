import type { Sent } from '../traffic/sent-log.ts';
import { findDangling } from './find-dangling.ts';
import { findStuck, type LeftOver } from './find-stuck.ts';
import type { Finding } from './finding.ts';
import { judgeAnswers } from './judge-answers.ts';
import { judgeMessages, type MessageVerdict } from './judge-messages.ts';
import { judgeUnits } from './judge-units.ts';
import type { Records } from './open-records.ts';
import { readRegister } from './read-register.ts';

/** Holds what was sent against what stands, by reading the database itself. */
export async function judgeRun(
  sent: readonly Sent[],
  records: Records,
  leftOver: LeftOver,
  delivered: readonly string[],
): Promise<MessageVerdict> {
  const register = await readRegister(records);
  const { findings, counts } = judgeMessages(sent, register);
  const all: Finding[] = [
    ...findings,
    ...judgeUnits(sent, register),
    ...judgeAnswers(sent, register, delivered),
    ...(await findDangling(register, records)),
    ...findStuck(register, leftOver),
  ];
  return { findings: all, counts };
}
