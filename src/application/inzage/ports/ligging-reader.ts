import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';

/** A klantcontact without a word of it: what decides who may read it, and what is said of it to whoever may not. */
export interface LiggingFacts {
  readonly uuid: string;
  readonly nummer: string;
  readonly plaatsgevondenOp: Date;
  /** The register's word. */
  readonly kanaal: string;
  readonly vertrouwelijk: boolean;
  /** Every task on it, in no order. */
  readonly taken: readonly Pick<TaakDossier, 'uuid' | 'nummer' | 'status' | 'eenheid' | 'behandelaar'>[];
  /** Klantcontacten that it answers, as the register has it: a tie that a mail made among them. */
  readonly antwoordOp: readonly string[];
}

export interface LiggingReader {
  /** Those that exist, in no order: one round of queries, however many are asked. Throws transient Failures. */
  read(klantcontacten: readonly string[]): Promise<LiggingFacts[]>;
}
