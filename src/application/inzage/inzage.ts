import type { Lezer } from '#domain/inzage/lezer.ts';
import type { ListOpenConversations } from '../list-open-conversations.ts';
import type { ContactReader } from '../ports/contact-reader.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { MessageStore } from '../ports/message-store.ts';
import type { ParkedStore } from '../ports/parked-store.ts';
import type { TaakStore } from '../ports/taak-store.ts';
import type { TraceReader } from '../ports/trace-reader.ts';
import type { TraceMessage } from '../trace-message.ts';
import { createBerichtInzage } from './bericht-inzage.ts';
import { createBerichtenInzage } from './berichten-inzage.ts';
import { createBijlageInzage } from './bijlage-inzage.ts';
import { createFindLiggingen, type FindLiggingen } from './find-liggingen.ts';
import { createGesprekkenInzage } from './gesprekken-inzage.ts';
import type { Shown } from './getoond.ts';
import type { LiggingReader } from './ports/ligging-reader.ts';
import { createTaakInzage } from './taak-inzage.ts';
import { createTaakpaginaInzage } from './taakpagina-inzage.ts';
import { createTakenInzage } from './taken-inzage.ts';

/** Everything that can be read of what citizens wrote. Nobody but this room gets it. */
export interface InzageReaders {
  readonly taken: Pick<TaakStore, 'list' | 'findByNummer'>;
  readonly contacts: ContactReader;
  readonly liggingen: LiggingReader;
  readonly messages: Pick<MessageStore, 'find' | 'list' | 'openRaw'>;
  readonly documents: Pick<DocumentStore, 'open'>;
  readonly parked: Pick<ParkedStore, 'find'>;
  readonly traceMessage: TraceMessage;
  readonly findMails: TraceReader['findMails'];
  /** Absent where there is no such channel. */
  readonly conversations?: ListOpenConversations | undefined;
}

export type InzageDeps = Omit<InzageReaders, 'liggingen'> & { readonly findLiggingen: FindLiggingen };

/** Who looks, and where it is kept what they are shown. */
export interface Look {
  readonly lezer: Lezer;
  readonly shown: Shown;
}

/**
 * The one door to what citizens wrote, for one request. What it gives was either proved to be for this reader and is in
 * the line of this request, or is a stub without a word of it. Throws transient Failures.
 */
export type Inzage = ReturnType<ReturnType<typeof createInzage>>;
export type OpenInzage = (look: Look) => Inzage;

export function createInzage({ liggingen, ...readers }: InzageReaders) {
  const deps: InzageDeps = { ...readers, findLiggingen: createFindLiggingen(liggingen) };
  return (look: Look) => ({
    ...createTakenInzage(deps, look),
    ...createTaakInzage(deps, look),
    ...createTaakpaginaInzage(deps, look),
    ...createBijlageInzage(deps, look),
    ...createGesprekkenInzage(deps, look),
    ...createBerichtInzage(deps, look),
    ...createBerichtenInzage(deps, look),
  });
}
