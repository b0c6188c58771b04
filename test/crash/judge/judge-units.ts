import { serialsIn, type Sent } from '../traffic/sent-log.ts';
import { finding, type Finding } from './finding.ts';
import { answersIn } from './judge-answers.ts';
import type { Doc } from './open-records.ts';
import { byField, type Register } from './read-register.ts';

/** Every klantcontact must have all that belongs to it, once: what is less is half, what is more is doubled. */
export function judgeUnits(sent: readonly Sent[], register: Register): Finding[] {
  const bySerial = new Map(sent.map((one) => [one.serial, one]));
  const answers = answersIn(register);
  const tasks = ({ _id }: Doc) => (answers.has(_id) ? 0 : 1);
  const one = () => 1;
  const parts = [
    ['betrokkenen', byField(register.betrokkenen, 'hadKlantcontact'), one],
    ['actorklantcontacten', byField(register.actorklantcontacten, 'klantcontact'), one],
    ['internetaken', byField(register.internetaken, 'aanleidinggevendKlantcontact'), tasks],
    ['taakdossiers', byField(register.taakdossiers, 'klantcontact'), tasks],
  ] as const;
  const bijlagen = byField(register.bijlagen, 'wasBijlageVanKlantcontact');
  const audited = new Set(
    register.audit.flatMap(({ objecten }) => (objecten as { uuid: string }[]).map(({ uuid }) => uuid)),
  );
  return [
    ...register.klantcontacten.flatMap((contact) => [
      ...parts.flatMap(([name, found, wanted]) =>
        compare(contact, name, found.get(contact._id)?.length ?? 0, wanted(contact)),
      ),
      // The answers of this harness are too long for a klantcontact, so that each is a document as well.
      ...compare(
        contact,
        'bijlagen',
        bijlagen.get(contact._id)?.length ?? 0,
        answers.has(contact._id) ? 1 : bijlagenOf(contact, bySerial),
      ),
      ...(audited.has(contact._id) ? [] : [finding('half', `klantcontact ${contact._id}: not in the audit log`)]),
    ]),
    ...parkedWithoutTask(register),
    ...twiceNumbered(register),
  ];
}

function compare({ _id }: Doc, what: string, found: number, wanted: number): Finding[] {
  if (found === wanted) return [];
  return [finding(found < wanted ? 'half' : 'doubled', `klantcontact ${_id}: ${found} ${what} instead of ${wanted}`)];
}

/** A conversation with a medium has the conversation written out as well; who it is about is in its text. */
function bijlagenOf(contact: Doc, bySerial: ReadonlyMap<number, Sent>): number {
  const serials = new Set(serialsIn(`${String(contact['onderwerp'])}\n${String(contact['inhoud'])}`));
  const members = [...serials].flatMap((serial) => bySerial.get(serial) ?? []);
  const alone = members.find(({ bijlagen }) => bijlagen !== undefined)?.bijlagen;
  const media = members.filter(({ hasMedium }) => hasMedium === true).length;
  return alone ?? (media === 0 ? 0 : 1 + media);
}

function parkedWithoutTask({ messages, taakdossiers }: Register): Finding[] {
  const about = Map.groupBy(
    taakdossiers.filter(({ soort }) => soort === 'herstel').flatMap(({ messages: uuids }) => uuids as string[]),
    (uuid) => uuid,
  );
  return messages
    .filter(({ state }) => state === 'parked')
    .map(({ _id }) => [_id, about.get(_id)?.length ?? 0] as const)
    .filter(([, count]) => count !== 1)
    .map(([uuid, count]) =>
      finding(count === 0 ? 'half' : 'doubled', `parked message ${uuid}: ${count} tasks for a person`),
    );
}

/** A nummer names one thing. */
function twiceNumbered(register: Register): Finding[] {
  return (['klantcontacten', 'internetaken'] as const).flatMap((name) =>
    [...byField(register[name], 'nummer')]
      .filter(([, documents]) => documents.length > 1)
      .map(([nummer]) => finding('doubled', `${name}: nummer ${String(nummer)} twice`)),
  );
}
