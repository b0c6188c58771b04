import { serialsIn, type Sent } from '../traffic/sent-log.ts';
import { finding, type Finding } from './finding.ts';
import { answersIn } from './judge-answers.ts';
import type { Doc } from './open-records.ts';
import type { Register } from './read-register.ts';
import { NAMES } from './watch-settling.ts';

export interface MessageVerdict {
  readonly findings: readonly Finding[];
  readonly counts: { readonly registered: number; readonly aside: number; readonly parked: number };
}

/**
 * Every message that was sent, held against the ledger (once there, in the state that its kind asks for) and, apart
 * from the ledger, against what the klantcontacten themselves say (in one of them, and in one only).
 */
export function judgeMessages(sent: readonly Sent[], register: Register): MessageVerdict {
  const ledger = byAlias(register.messages);
  const answers = answersIn(register);
  const mentions = bySerial(register.klantcontacten.filter(({ _id }) => !answers.has(_id)));
  const counts = { registered: 0, aside: 0, parked: 0 };
  const findings = sent.flatMap((one) => {
    const known = ledger.get(one.alias) ?? [];
    const state = known[0]?.['state'];
    if (state === 'registered' || state === 'aside' || state === 'parked') counts[state] += 1;
    return [...judgeLedger(one, known), ...judgeContacts(one, state, mentions.get(one.serial) ?? [])];
  });
  return { findings, counts };
}

function judgeLedger(sent: Sent, known: readonly Doc[]): Finding[] {
  const name = `${sent.kind} ${sent.alias}`;
  const [first] = known;
  if (first === undefined) return [finding('lost', `${name}: not in the ledger`)];
  if (known.length > 1) return [finding('doubled', `${name}: ${known.length} times in the ledger`)];
  const state = String(first['state']);
  if (state === sent.expected) return [];
  const reason = (first['reason'] as { code?: string } | undefined)?.code;
  return [
    finding('stuck', `${name}: ${state}${reason === undefined ? '' : ` (${reason})`} instead of ${sent.expected}`),
  ];
}

/** What is not at its end yet has no klantcontact either: that is stuck, and not lost as well. */
function judgeContacts(sent: Sent, state: unknown, contacts: readonly Doc[]): Finding[] {
  const name = `${sent.kind} ${sent.alias}`;
  const wanted = sent.expected === 'registered' ? 1 : 0;
  if (contacts.length > wanted) return [finding('doubled', `${name}: in ${contacts.length} klantcontacten`)];
  if (contacts.length < wanted && state === 'registered') return [finding('lost', `${name}: in no klantcontact`)];
  return [];
}

function byAlias(messages: readonly Doc[]): Map<string, Doc[]> {
  const found = new Map<string, Doc[]>();
  for (const message of messages) {
    const names = new Set(NAMES.flatMap((name) => message[name] as string | string[]));
    for (const name of names) found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}

function bySerial(contacts: readonly Doc[]): Map<number, Doc[]> {
  const found = new Map<number, Doc[]>();
  for (const contact of contacts) {
    const text = `${String(contact['onderwerp'])}\n${String(contact['inhoud'])}`;
    for (const serial of new Set(serialsIn(text))) found.set(serial, [...(found.get(serial) ?? []), contact]);
  }
  return found;
}
