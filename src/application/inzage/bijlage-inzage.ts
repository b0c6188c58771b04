import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import { isBesmet } from '#domain/informatieobject/scan.schema.ts';
import { mayRead } from '#domain/inzage/lezer.ts';
import { berichtBestand, berichtObjecten, openBytes, type Bestand } from './bestand.ts';
import type { Gezien, Objecten } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';
import { createMayReadTaak, findTaak } from './taak-inzage.ts';
import { taakObjecten } from './taak-objecten.ts';

type Deps = Pick<InzageDeps, 'contacts' | 'documents' | 'findLiggingen' | 'messages' | 'taken'>;

/** The files behind klantcontacten and tasks. */
export function createBijlageInzage(deps: Deps, look: Look) {
  const { lezer, shown } = look;
  const mayReadTaak = createMayReadTaak(deps, look);

  return {
    /** A document of a klantcontact, by its bijlage. */
    async bijlage(uuid: string): Promise<Gezien<Bestand>> {
      const found = await deps.contacts.findBijlage(uuid);
      if (found === undefined) return { kind: 'onbekend' };
      const { klantcontact, informatieobject } = found;
      const { plaats, bestandsnaam, formaat, scan } = informatieobject;
      const [message] = plaats.kind === 'message' ? await deps.messages.find([plaats.id], { raw: false }) : [];
      const inside = new Set([klantcontact, ...uuidsOf(message?.klantcontacten)]);
      const objecten = [
        { soort: 'bijlage', uuid },
        ...[...inside].map((one) => ({ soort: 'klantcontact', uuid: one })),
      ];
      if (!(await mayReadAll([...inside]))) return refuse('geweigerd', objecten);
      if (isBesmet(scan)) return refuse('apart', objecten);
      const bestand = { bestandsnaam, formaat, open: () => openBytes(deps, informatieobject) };
      return { kind: 'getoond', inhoud: shown.show('bijlage bekeken', bestand, objecten) };
    },
    /** A message behind a task, as it came. */
    async taakbericht(nummer: string, bericht: string): Promise<Gezien<Bestand>> {
      const dossier = await findTaak(deps, nummer);
      if (dossier === undefined) return { kind: 'onbekend' };
      if (!(await mayReadTaak(dossier))) return refuse('geweigerd', taakObjecten(dossier));
      const [message] = dossier.messages.includes(bericht) ? await deps.messages.find([bericht], { raw: false }) : [];
      if (message === undefined) return { kind: 'onbekend' };
      // Whoever had to mend it has all of it before them; else it is for whoever may read all that came of it.
      const isWhole = dossier.soort === 'herstel' || (await mayReadAll(uuidsOf(message.klantcontacten)));
      if (!isWhole) return refuse('geweigerd', berichtObjecten(message));
      if (isSetApart(message)) return refuse('apart', berichtObjecten(message));
      const bestand = berichtBestand(deps, message);
      return { kind: 'getoond', inhoud: shown.show('bericht bekeken', bestand, berichtObjecten(message)) };
    },
  };

  async function mayReadAll(klantcontacten: readonly string[]): Promise<boolean> {
    const liggingen = await deps.findLiggingen(klantcontacten);
    return klantcontacten.every((uuid) => {
      const ligging = liggingen.get(uuid);
      return ligging !== undefined && mayRead(lezer, ligging);
    });
  }

  function refuse<Kind extends 'geweigerd' | 'apart'>(kind: Kind, objecten: Objecten) {
    shown.refuse(objecten);
    return { kind };
  }
}

const uuidsOf = (klantcontacten: readonly { readonly uuid: string }[] = []) => klantcontacten.map(({ uuid }) => uuid);
