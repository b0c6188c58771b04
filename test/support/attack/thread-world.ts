import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { createFormIntake } from '#channels/form/form.source.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { toNewMessage as toLetter } from '#channels/letter/letter.new-message.ts';
import { letterNormaliseUnit } from '#channels/letter/letter.settings.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { findScans } from '../letter/find-scans.ts';
import { typedPdf } from '../letter/pages.ts';
import { createSpine } from '../spine/create-spine.ts';
import { anna } from '../taken/medewerkers.ts';
import { createTakenWorld, infoAccount } from '../taken/taken-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const OURS = 'info@voorbeeldstad.example';
const mailbox = { naam: 'info', imap: { host: '127.0.0.1', user: OURS, password: 'x' } };
const email = emailConfigSchema.parse({ mailboxes: [mailbox] });

/** What a mail program writes: header lines as they are given, and a text. */
export interface Written {
  readonly from: string;
  readonly id: string;
  readonly lines?: readonly string[];
  readonly text?: string;
}

/** Mails, forms, letters and answers over the roads that they really take, in one register. */
export async function createThreadWorld(stores: IsolatedStores) {
  const letter = letterConfigSchema.parse({ map: '/bestaat-niet' });
  const units = {
    email: emailNormaliseUnit(email),
    form: formNormaliseUnit(),
    letter: letterNormaliseUnit(letter, { regels: [], afdelingen: [], medewerkers: [] }),
  };
  const spine = await createSpine(stores, { units });
  const taken = await createTakenWorld(stores, { accounts: infoAccount });
  taken.setNow(new Date().toISOString());
  let uid = 0;

  return {
    ...spine,
    toMail,
    register,
    tiesOf,
    remarkOf,
    /** A mail that is taken in and registered by itself. */
    arrive: async (mail: Written) => registerOne('email', await toMail(mail)),
    /** Mails that one job takes in together. */
    arriveTogether: async (mails: readonly Written[]) => {
      const messages = await Promise.all(mails.map(toMail));
      await register('email', messages);
      return Promise.all(messages.map(({ uuid }) => contactOf(uuid)));
    },
    submitForm: async (fields: object, inzendingId: string) => {
      const intake = createFormIntake({
        ...spine,
        jobs: { waitFor: () => Promise.resolve(false) },
        clock: { now: () => new Date() },
        kanalen: ['webformulier'],
        afdelingen: [],
        medewerkers: [],
        maxBodyBytes: 100_000,
      });
      const raw = new TextEncoder().encode(JSON.stringify({ inzendingId, ...fields }));
      return intake.receive({
        kanaal: 'webformulier',
        van: { soort: 'programma', naam: 'site', mayName: () => false },
        raw,
      });
    },
    scanLetter: async (fileName: string) => {
      const folder = await temporaryFolder();
      await writeFile(
        join(folder, fileName),
        await typedPdf(`Geachte heer, mevrouw, mijn stoep ligt los (${fileName}).`),
      );
      const [scan] = await findScans(folder);
      const message = scan === undefined ? undefined : await toLetter(scan, letter.limieten, new Date());
      if (message === undefined) throw new Error('a scan is a message');
      return registerOne('letter', message);
    },
    /** What a colleague answers by mail: its klantcontact, and the Message-ID that the mail leaves with. */
    answer: async (klantcontact: string) => {
      const dossier = await spine.collection('taakdossiers').findOne({ klantcontact });
      const asked = { taak: String(dossier?._id), medewerker: anna, antwoord: 'Morgen komen wij langs.' };
      const outcome = await taken.answerTaak(asked);
      if (outcome.kind !== 'answered') throw new Error(outcome.kind);
      const mail = await spine.collection('uitgaand').findOne({ klantcontact: outcome.antwoord.uuid });
      return { klantcontact: outcome.antwoord.uuid, mail: String(mail?._id), messageId: String(mail?.['messageId']) };
    },
    close: async () => {
      await taken.close();
      spine.closeReaders();
      await spine.close();
    },
  };

  function toMail({ from, id, lines = [], text = id }: Written): Promise<NewMessage> {
    uid += 1;
    const header = [`From: ${from}`, `To: ${OURS}`, `Subject: Vraag ${id}`, `Message-ID: <${id}>`, ...lines];
    const raw = Buffer.from([...header, 'Date: Mon, 23 Nov 2026 09:15:00 +0100', '', text, ''].join('\r\n'));
    const place = { mailbox: 'info', folder: 'INBOX', uidValidity: '1' };
    return toNewMessage(place, { uid, raw, internalDate: new Date() }, new Date());
  }

  async function register(channel: ChannelName, messages: readonly NewMessage[]): Promise<void> {
    await spine.acceptMessages(messages);
    const uuids = messages.map(({ uuid }) => uuid);
    await spine.registerMessages(channel, uuids);
  }

  async function registerOne(channel: ChannelName, message: NewMessage) {
    await register(channel, [message]);
    return contactOf(message.uuid);
  }

  async function contactOf(message: string) {
    const [stored] = await spine.messages.find([message], { raw: false });
    const [contact] = stored?.klantcontacten ?? [];
    if (contact === undefined) throw new Error(`not registered: ${stored?.state ?? 'gone'}`);
    return { ...contact, taak: stored?.internetaken[0]?.nummer ?? '', message };
  }

  /** The klantcontacten that this one says it is a reply to. */
  async function tiesOf({ uuid }: { uuid: string }): Promise<string[]> {
    const found = await spine.collection('onderwerpobjecten').find({ klantcontact: uuid }).toArray();
    return found.flatMap(({ wasKlantcontact }) => (wasKlantcontact === undefined ? [] : [String(wasKlantcontact)]));
  }

  /** What staff and the register read beside it. */
  async function remarkOf({ uuid }: { uuid: string }): Promise<string> {
    const taak = await spine.collection('internetaken').findOne({ aanleidinggevendKlantcontact: uuid });
    return String(taak?.['toelichting']);
  }
}
export type ThreadWorld = Awaited<ReturnType<typeof createThreadWorld>>;
