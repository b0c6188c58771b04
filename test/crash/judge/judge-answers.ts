import { serialsIn, type Sent } from '../traffic/sent-log.ts';
import { finding, type Finding } from './finding.ts';
import type { Doc } from './open-records.ts';
import { byField, type Register } from './read-register.ts';

/** Klantcontacten that are an answer of a colleague: tied to their question, without a task of their own. */
export function answersIn({ audit }: Pick<Register, 'audit'>): ReadonlySet<string> {
  return new Set(
    audit
      .filter(({ handeling }) => handeling === 'antwoord-geregistreerd')
      .flatMap(({ objecten }) => (objecten as { soort: string; uuid: string }[]).slice(0, 1))
      .map(({ uuid }) => uuid),
  );
}

/**
 * Every question of which a colleague was told that it is answered has one answer, one mail of it, and that mail came to
 * the citizen. That it came twice is told apart: SMTP has no way to know (send-mail.ts).
 */
export function judgeAnswers(sent: readonly Sent[], register: Register, delivered: readonly string[]): Finding[] {
  const answers = answersIn(register);
  const tied = byField(
    register.onderwerpobjecten.filter(({ klantcontact }) => answers.has(String(klantcontact))),
    'wasKlantcontact',
  );
  const mails = byField(register.uitgaand, 'klantcontact');
  const questions = new Map(
    register.klantcontacten
      .filter(({ _id }) => !answers.has(_id))
      .flatMap(({ _id, onderwerp }) => serialsIn(String(onderwerp)).map((serial) => [serial, _id] as const)),
  );
  return sent
    .filter(({ isAnswered }) => isAnswered === true)
    .flatMap(({ serial, alias }) => {
      const found = tied.get(questions.get(serial)) ?? [];
      const name = `answer to ${alias}`;
      if (found.length !== 1) return [count(name, 'klantcontacten', found.length)];
      const [mail, ...more] = mails.get(found[0]?.['klantcontact']) ?? [];
      if (mail === undefined || more.length > 0)
        return [count(name, 'mails', mail === undefined ? 0 : 1 + more.length)];
      return judgeDelivery(name, mail, delivered);
    });
}

const count = (name: string, what: string, found: number): Finding =>
  finding(found === 0 ? 'lost' : 'doubled', `${name}: ${found} ${what} instead of 1`);

function judgeDelivery(name: string, mail: Doc, delivered: readonly string[]): Finding[] {
  if (mail['state'] === 'mislukt') return [finding('lost', `${name}: given up (${String(mail['reden'])})`)];
  const isThere = mail['state'] !== 'verzonden' || delivered.includes(String(mail['messageId']));
  return isThere ? [] : [finding('lost', `${name}: said to be sent, and not delivered`)];
}

/** Mails that were delivered more than once. */
export const deliveredAgain = (delivered: readonly string[]): number => delivered.length - new Set(delivered).size;
