import { KCC } from '#domain/actor/medewerker.ts';
import { mayRead, type Leesgrond } from '#domain/inzage/lezer.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import { grondVan } from '#domain/interne-taak/grond-van.ts';
import type { ContactView } from '../ports/contact-reader.ts';
import type { MessageSummary } from '../ports/message-store.ts';
import type { MailTrace } from '../ports/trace-reader.ts';
import { openBytes } from './bestand.ts';
import type { Ligging } from './find-liggingen.ts';
import type { Gezien, Objecten } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';
import { findTaak } from './taak-inzage.ts';
import { taakObjecten } from './taak-objecten.ts';

/** A klantcontact that this reader may not read: enough to know whom to ask, and not a word of it. */
export type Afgeschermd = { readonly soort: 'afgeschermd' } & Pick<Ligging, 'nummer' | 'plaatsgevondenOp' | 'ligtBij'>;
/** A klantcontact that another one is tied to, each with its own rights. */
export type Verwant = ({ readonly soort: 'leesbaar' } & Klantcontact) | Afgeschermd;

export type ContactInzage = Omit<ContactView, 'eerdere' | 'latere'> & {
  readonly eerdere: readonly Verwant[];
  readonly latere: readonly Verwant[];
};

/** One task with its klantcontact and everything beside it. */
export interface Taakpagina {
  readonly dossier: TaakDossier;
  readonly contact: ContactInzage | undefined;
  /** The message of a `herstel` task. */
  readonly berichten: readonly MessageSummary[];
  /** Mails that this task and the others of its klantcontact caused. */
  readonly mails: readonly MailTrace[];
  /** The bytes of a document of `contact`, by its bijlage. */
  openBijlage(bijlage: string): Promise<NodeJS.ReadableStream>;
}

export function createTaakpaginaInzage(deps: InzageDeps, { lezer, shown }: Look) {
  return {
    async taakpagina(nummer: string): Promise<Gezien<Taakpagina>> {
      const dossier = await findTaak(deps, nummer);
      if (dossier === undefined) return { kind: 'onbekend' };
      const [contact, berichten] = await Promise.all([
        dossier.klantcontact === undefined ? undefined : deps.contacts.find(dossier.klantcontact),
        dossier.soort === 'herstel' ? deps.messages.find(dossier.messages, { raw: false }) : [],
      ]);
      if (!mayRead(lezer, contact === undefined ? grondVan(dossier) : grondVanContact(contact))) {
        shown.refuse(taakObjecten(dossier));
        return { kind: 'geweigerd' };
      }
      const [verwanten, mails] = await Promise.all([
        contact === undefined ? undefined : readVerwanten(contact),
        deps.findMails([dossier.uuid, ...(contact?.taken ?? []).map(({ uuid }) => uuid)]),
      ]);
      const pagina: Taakpagina = {
        dossier,
        contact: contact === undefined ? undefined : { ...contact, eerdere: [], latere: [], ...verwanten },
        berichten,
        mails,
        openBijlage: (bijlage) => openOf(contact, bijlage),
      };
      return { kind: 'getoond', inhoud: shown.show('taak bekeken', pagina, objectenVan(pagina)) };
    },
  };

  /** What this klantcontact is tied to, whoever made the tie: a tie gives nobody a right. */
  async function readVerwanten({ eerdere, latere }: ContactView) {
    const liggingen = await deps.findLiggingen([...eerdere, ...latere].map(({ uuid }) => uuid));
    const toVerwant = (klantcontact: Klantcontact): Verwant => {
      const ligging = liggingen.get(klantcontact.uuid);
      if (ligging !== undefined && mayRead(lezer, ligging)) return { soort: 'leesbaar', ...klantcontact };
      const { nummer, plaatsgevondenOp } = klantcontact;
      return { soort: 'afgeschermd', nummer, plaatsgevondenOp, ligtBij: ligging?.ligtBij ?? KCC };
    };
    return { eerdere: eerdere.map(toVerwant), latere: latere.map(toVerwant) };
  }

  function openOf(contact: ContactView | undefined, bijlage: string) {
    const found = contact?.bijlagen.find((one) => one.bijlage === bijlage);
    if (found === undefined) throw new Error('a page opens a bijlage of another klantcontact');
    return openBytes(deps, found.informatieobject);
  }
}

const grondVanContact = ({ klantcontact: { kanaal, vertrouwelijk }, taken }: ContactView): Leesgrond => ({
  kanaal,
  vertrouwelijk,
  taken,
});

const objectenVan = ({ dossier, contact, berichten }: Taakpagina): Objecten => [
  ...taakObjecten(dossier),
  ...[...(contact?.eerdere ?? []), ...(contact?.latere ?? [])].flatMap((verwant) =>
    verwant.soort === 'leesbaar' ? [{ soort: 'klantcontact', uuid: verwant.uuid }] : [],
  ),
  ...berichten.map(({ uuid }) => ({ soort: 'bericht', uuid })),
];
