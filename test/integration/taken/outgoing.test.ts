import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFailure, transient } from '#domain/failure/failure.ts';
import { chooseTie } from '#domain/inbound-message/choose-tie.ts';
import { toReferences } from '#domain/inbound-message/reference.ts';
import { createGiveUpMail } from '#application/taken/give-up-mail.ts';
import { createSendMail } from '#application/taken/send-mail.ts';
import { createSmtpSender } from '#infrastructure/smtp/smtp-sender.ts';
import type { SmtpAccount } from '#infrastructure/smtp/smtp-account.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { anna, bram, carla } from '#test/support/taken/medewerkers.ts';
import { startReceivingServer, type Behaviour } from '#test/support/taken/receiving-server.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
beforeAll(async () => {
  world = await createTakenWorld(stores, { accounts: infoAccount });
});
afterAll(() => world.close());

const account = (port: number): SmtpAccount => ({
  naam: 'info',
  adres: 'info@voorbeeldstad.example',
  weergavenaam: 'Gemeente Voorbeeldstad',
  host: '127.0.0.1',
  port,
  tls: false,
  user: 'info',
  password: 'geheim',
});

function sending(accounts: readonly SmtpAccount[]) {
  const sender = createSmtpSender(accounts);
  const giveUpMail = createGiveUpMail(world);
  return { sender, sendMail: createSendMail({ ...world, sender, giveUpMail }), giveUpMail };
}

async function withServer(
  behaviour: Behaviour,
  work: (server: Awaited<ReturnType<typeof startReceivingServer>>) => Promise<void>,
) {
  const server = await startReceivingServer(behaviour);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

async function answered(onderwerp = 'Container niet geleegd', medewerker = anna, eenheid = 'KCC') {
  const taak = await world.ask({ onderwerp, eenheid });
  const outcome = await world.answerTaak({ taak: taak.uuid, medewerker, antwoord: 'Morgen is er weer een ronde.' });
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const mail = await world.collection('uitgaand').findOne({ taak: taak.uuid });
  return { taak, antwoord: outcome.antwoord, uuid: mail?._id ?? '' };
}
const failureOf = (work: Promise<unknown>) => work.then(() => undefined, toFailure);

describe('an answer on its way out', () => {
  it('arrives as a reply from the mailbox, recognisably ours, once however often the job runs', () =>
    withServer({}, async (server) => {
      const { uuid } = await answered('Café’s op het plein');
      const { sendMail } = sending([account(server.port)]);
      await sendMail(uuid);
      await sendMail(uuid);
      expect(server.mails).toHaveLength(1);
      const [mail] = server.mails;
      expect(mail).toMatchObject({ from: 'info@voorbeeldstad.example', to: ['j.jansen@burger.example'] });
      expect(mail?.header('from')).toBe('Gemeente Voorbeeldstad <info@voorbeeldstad.example>');
      expect(mail?.header('message-id')).toBe(`<${(await world.outbox.find(uuid))?.messageId ?? ''}>`);
      expect(mail?.header('x-klantcontact-intake')).toBe(uuid);
      expect(mail?.header('in-reply-to')).toMatch(/^<vraag-\d+@burger\.example>$/);
      expect(mail?.header('references')).toBe(mail?.header('in-reply-to'));
      expect(mail?.header('auto-submitted')).toBeUndefined();
      expect(mail?.raw).toContain('Morgen is er weer een ronde.');
      expect(await world.outbox.find(uuid)).toMatchObject({ state: 'verzonden', attempts: 1 });
    }));

  it('is sent by one process at a time, and again with the same Message-ID after a killed one', () =>
    withServer({}, async (server) => {
      const { uuid } = await answered();
      const { sendMail } = sending([account(server.port)]);
      const until = new Date(world.clock.now().getTime() + 60_000);
      await world.outbox.take(uuid, world.clock.now(), until);
      expect(await failureOf(sendMail(uuid))).toMatchObject({ kind: 'transient', code: 'mail-being-sent' });
      await world.outbox.giveBack(uuid);
      await Promise.allSettled(Array.from({ length: 5 }, () => sendMail(uuid)));
      expect(server.mails).toHaveLength(1);
    }));

  it('goes once when a server takes minutes over it and its job is lost meanwhile', () =>
    withServer({}, async (server) => {
      const { uuid } = await answered();
      const { sender, giveUpMail } = sending([account(server.port)]);
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      const send: typeof sender.send = async (mail) => {
        await held;
        await sender.send(mail);
      };
      const deps = { ...world, giveUpMail, keepMs: 10 };
      const slow = createSendMail({ ...deps, sender: { ...sender, send } })(uuid);
      const until = async () => (await world.outbox.find(uuid))?.bezigTot?.getTime() ?? 0;
      await eventually(async () => (await until()) > 0, { what: 'the mail in its hands' });
      const first = await until();
      world.setNow(new Date(first + 1_000).toISOString());
      await eventually(async () => (await until()) > first, { what: 'the mail kept' });
      const again = createSendMail({ ...deps, sender });
      expect(await failureOf(again(uuid))).toMatchObject({ code: 'mail-being-sent' });
      goOn();
      await slow;
      await again(uuid);
      expect(server.mails).toHaveLength(1);
    }));

  it('goes once when the database is away for a moment just after the server accepted it', () =>
    withServer({}, async (server) => {
      const { uuid } = await answered();
      const { sender, giveUpMail } = sending([account(server.port)]);
      let away = 2;
      const markSent: typeof world.outbox.markSent = async (...sent) => {
        if ((away -= 1) >= 0) throw transient('mongodb-unreachable', 'away');
        await world.outbox.markSent(...sent);
      };
      const outbox = { ...world.outbox, markSent };
      const sendMail = createSendMail({ ...world, outbox, sender, giveUpMail, noteRetryMs: 10 });
      await sendMail(uuid);
      world.setNow(new Date(world.clock.now().getTime() + 600_000).toISOString());
      await sendMail(uuid);
      expect(server.mails).toHaveLength(1);
      expect(await world.outbox.find(uuid)).toMatchObject({ state: 'verzonden', attempts: 1 });
    }));

  it.each([
    ['smtp-recipient-refused', { refuseRecipient: () => 550 }],
    ['smtp-message-refused', { refuseData: 554 }],
  ] as const)('that the server will never take (%s) becomes work again for the unit that answered', (code, behaviour) =>
    withServer(behaviour, async (server) => {
      const { uuid, taak } = await answered('Paspoort kwijt', carla, 'BURG');
      const { sendMail, giveUpMail } = sending([account(server.port)]);
      await sendMail(uuid);
      // As after a kill between the follow-up and the mark.
      await world.collection('uitgaand').updateOne({ _id: uuid }, { $set: { state: 'open' } });
      await giveUpMail(uuid, code);
      expect(await world.outbox.find(uuid)).toMatchObject({ state: 'mislukt', reden: code });
      const old = await world.taken.find(taak.uuid);
      expect(old?.verloop.filter(({ soort }) => soort === 'verzending-mislukt')).toHaveLength(1);
      const open = await world
        .collection('taakdossiers')
        .find({ klantcontact: taak.klantcontact, status: 'te_verwerken' })
        .toArray();
      expect(open).toMatchObject([{ eenheid: 'BURG', gevraagdeHandeling: 'Opvolgen klantcontact' }]);
      expect(old?.vervolg?.uuid).toBe(open[0]?._id);
    }),
  );

  it.each([
    ['smtp-busy', { refuseRecipient: () => 451 }, {}],
    ['smtp-sender-refused', { refuseSender: 550 }, {}],
    ['smtp-authentication-failed', {}, { password: 'verkeerd' }],
  ] as const)('waits when it may pass or an operator can mend it (%s)', (code, behaviour, change) =>
    withServer(behaviour, async (server) => {
      const { uuid } = await answered();
      const { sendMail } = sending([{ ...account(server.port), ...change }]);
      expect(await failureOf(sendMail(uuid))).toMatchObject({ kind: 'transient', code });
      expect(await world.outbox.find(uuid)).toMatchObject({ state: 'open', attempts: 1 });
      expect(await world.outbox.find(uuid)).not.toHaveProperty('bezigTot');
    }),
  );

  it('waits when the server is away, and tells operators neither address nor text', async () => {
    const server = await startReceivingServer();
    await server.close();
    const { uuid } = await answered();
    const { sendMail, sender } = sending([account(server.port)]);
    const failure = await failureOf(sendMail(uuid));
    expect(failure).toMatchObject({ kind: 'transient', code: 'smtp-unreachable' });
    expect(failure?.message).not.toContain('jansen');
    expect(await failureOf(sender.verify('info'))).toMatchObject({ code: 'smtp-unreachable' });
    expect(await failureOf(sending([]).sendMail(uuid))).toMatchObject({ code: 'smtp-account-missing' });
  });

  it('never sends a password over a line that is not encrypted as configured', () =>
    withServer({}, async (server) => {
      const { uuid } = await answered();
      const { sendMail } = sending([{ ...account(server.port), tls: 'starttls' }]);
      expect(await failureOf(sendMail(uuid))).toMatchObject({ kind: 'transient', code: 'smtp-tls-failed' });
      expect(server.mails).toEqual([]);
    }));
});

describe('a reply of the citizen to our answer', () => {
  it('is tied to the answer, not to the first question, also when somebody else sends it', async () => {
    const { uuid, antwoord, taak } = await answered();
    const ours = (await world.outbox.find(uuid))?.messageId ?? '';
    const first = (await world.messages.find(taak.messages, { raw: false }))[0]?.aliases[0] ?? '';
    const tie = async (ids: string[], adres?: string) => {
      const names = toReferences('email', ids);
      const earlier = await world.register.findEarlier(names);
      const van = adres === undefined ? undefined : { adres, soort: 'email' as const };
      return chooseTie(names, van, (name) => earlier.get(name) ?? []);
    };
    const answer = { kind: 'tied', klantcontact: antwoord.uuid };
    expect(await tie([ours, first], 'partner@elders.example')).toEqual(answer);
    expect(await tie([first, ours])).toEqual(answer);
    expect(await tie([first], 'J.Jansen@burger.example')).toEqual({ kind: 'tied', klantcontact: taak.klantcontact });
    expect(await tie([first], 'wolf@elders.example')).toEqual({ kind: 'refused' });
    expect(await tie(['onbekend@burger.example'], 'j.jansen@burger.example')).toEqual({ kind: 'unknown' });
  });
});

describe('a notice', () => {
  it('tells the unit number, handling, kanaal, deadline and link, marks itself automatic, and never what was written', () =>
    withServer({}, async (server) => {
      const taak = await world.ask({ eenheid: 'BURG', onderwerp: 'Geheim onderwerp van de burger' });
      await world.notifyTaak(taak.uuid);
      await world.notifyTaak(taak.uuid);
      const mails = await world.collection('uitgaand').find({ taak: taak.uuid }).toArray();
      expect(mails).toHaveLength(1);
      await sending([account(server.port)]).sendMail(mails[0]?._id ?? '');
      const [mail] = server.mails;
      expect(mail?.to).toEqual(['burgerzaken@voorbeeldstad.example']);
      expect(mail?.header('auto-submitted')).toBe('auto-generated');
      expect(mail?.header('subject')).toContain(taak.nummer);
      const body = mail?.raw.replaceAll('=\n', '') ?? '';
      for (const part of [
        taak.nummer,
        'Lezen en bepalen',
        'e-mail',
        'woensdag 25 november 2026',
        `/taken/${taak.nummer}`,
      ]) {
        expect(body).toContain(part);
      }
      for (const secret of ['Geheim', 'Jansen', 'jansen', 'container']) expect(body).not.toContain(secret);
      const told = await world.taken.find(taak.uuid);
      expect(told?.verloop.filter(({ soort }) => soort === 'gemeld')).toHaveLength(1);
      expect(told).toMatchObject({ gemeldOp: world.clock.now(), bewaking: { moment: 'nadert' } });
      const queue = world.jobs.queues['interne-taken'];
      expect(await queue.getJobState(`termijn-${taak.uuid}-nadert`)).toBe('delayed');
      expect(await queue.getJobState(`termijn-${taak.uuid}-verstreken`)).toBe('delayed');
      expect(await world.jobs.queues.uitgaand.getJobState(`mail-${mails[0]?._id}`)).toBe('waiting');
    }));

  it('goes to the person who has the task, when a deadline comes near; finished tasks are left alone', async () => {
    const taak = await world.ask({ eenheid: 'BURG' });
    const done = await world.ask({ eenheid: 'BURG' });
    for (const { uuid } of [taak, done]) await world.notifyTaak(uuid);
    await world.closeTaak({ taak: done.uuid, medewerker: carla, toelichting: 'Dubbel' });
    world.setNow('2026-11-24T16:00:00Z');
    for (const { uuid } of [taak, done, taak]) await world.watchDeadline(uuid, 'nadert');
    world.setNow('2026-11-25T16:00:00Z');
    for (const { uuid } of [taak, done, taak]) await world.watchDeadline(uuid, 'verstreken');
    world.setNow('2026-11-24T10:00:00Z');
    const after = await world.taken.find(taak.uuid);
    expect(after?.verloop.map(({ soort }) => soort)).toEqual([
      'aangemaakt',
      'gemeld',
      'termijn-nadert',
      'termijn-verstreken',
    ]);
    expect(await world.collection('uitgaand').countDocuments({ taak: taak.uuid })).toBe(3);
    expect(await world.collection('uitgaand').countDocuments({ taak: done.uuid })).toBe(1);
    expect((await world.taken.find(done.uuid))?.bewaking).toBeUndefined();
  });

  it('is a line of history when there is nobody to mail, and work of the KCC is not announced at all', async () => {
    const silent = await world.ask({ eenheid: 'AFVAL' });
    await world.notifyTaak(silent.uuid);
    const told = await world.taken.find(silent.uuid);
    expect(told?.verloop.at(-1)).toMatchObject({ soort: 'gemeld', toelichting: 'in de takenlijst' });
    expect((await world.ask()).melden).toBe(false);
    await world.notifyTaak('00000000-0000-5000-8000-000000000000');
    expect((await world.claimTaak({ taak: silent.uuid, medewerker: bram })).kind).toBe('not-allowed');
  });
});
