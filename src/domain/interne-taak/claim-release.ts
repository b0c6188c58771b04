import { medewerkerUuid } from '../actor/actor-uuid.ts';
import { changeTaak, toGebeurtenis, withGebeurtenis, type Handeling, type Taak } from './taak.ts';

/** The task in the hands of one person. The unit stays assigned beside the person; `toegewezenOp` follows. */
export function claimTaak(taak: Taak, handeling: Handeling): Taak {
  const { door, now } = handeling;
  const dossier = withGebeurtenis(
    { ...taak.dossier, behandelaar: door, opgepaktOp: now },
    toGebeurtenis('opgepakt', handeling),
  );
  const actoren = new Set([...(taak.internetaak?.toegewezenAanActoren ?? []), medewerkerUuid(door)]);
  return changeTaak(taak, dossier, { toegewezenAanActoren: [...actoren], toegewezenOp: now });
}

/** The task back with the unit, for anyone of it. */
export function releaseTaak(taak: Taak, handeling: Handeling): Taak {
  const { behandelaar, opgepaktOp: _, ...rest } = taak.dossier;
  const dossier = withGebeurtenis(rest, toGebeurtenis('losgelaten', handeling));
  const person = behandelaar === undefined ? undefined : medewerkerUuid(behandelaar);
  const actoren = (taak.internetaak?.toegewezenAanActoren ?? []).filter((actor) => actor !== person);
  return changeTaak(taak, dossier, { toegewezenAanActoren: actoren, toegewezenOp: handeling.now });
}
