import type { Kop } from '#domain/audit/auditzegel.schema.ts';

/** A place where the log is not what was sealed. */
export interface Breuk {
  readonly soort:
    | 'blok-ontbreekt'
    | 'blok-veranderd'
    | 'keten-gebroken'
    | 'blok-zonder-sleutel'
    | 'sleutel-vervangen'
    | 'begin-veranderd'
    | 'regel-veranderd'
    | 'regel-verwijderd'
    | 'regel-ingevoegd'
    | 'regel-niet-verzegeld'
    | 'anker-wijkt-af'
    | 'verklaring-ontbreekt'
    | 'klantcontact-zonder-regel'
    | 'logboek-leeg';
  /** 0 when it is in no block. */
  readonly blok: number;
  /** Uuid of the entry, or of the klantcontact, where one is the matter. */
  readonly regel?: string;
  /** Its place in the block, from 1. */
  readonly plaats?: number;
  /** Where the hash was written down that it is not in keeping with. */
  readonly bron?: string;
}

/** Dated otherwise than it was written: long before the block before it was sealed, or after its own. */
export interface Verdacht {
  readonly blok: number;
  readonly regel: string;
  readonly op: Date;
  /** When its block was sealed. */
  readonly gezegeldOp: Date;
}

export interface AuditReport {
  readonly blokken: number;
  readonly regels: number;
  /** Blocks from before there were keys, and when the first one with a key sealed them. */
  readonly zonderSleutel: number;
  readonly overgangOp?: Date;
  /** Entries whose destruction is sealed. */
  readonly vernietigd: number;
  /** Newer than the last block: not proved yet. */
  readonly ongezegeld: number;
  /** Since when the oldest of these waits. */
  readonly wachtSinds?: Date;
  readonly laatste?: Kop;
  /** The first that was found. */
  readonly breuk?: Breuk;
  /** The first block of which we do not have the key, or 0 when no block has one: nothing from there on is proved. */
  readonly onbewezen?: number;
  /** The last block that is taken as it is, because the configuration says so. */
  readonly aanvaard?: number;
  /** How many, and the first ten. */
  readonly aantalVerdacht: number;
  readonly verdacht: readonly Verdacht[];
}

/** Nothing is missing, changed or dated back, and every word of that is proved. */
export const isInOrder = ({ breuk, onbewezen, aantalVerdacht }: AuditReport): boolean =>
  breuk === undefined && onbewezen === undefined && aantalVerdacht === 0;
