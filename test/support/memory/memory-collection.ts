/** Documents by their uuid, in the order of insertion. Without its unique key a second document of the same id is added. */
export interface MemoryCollection<T extends { readonly uuid: string }> {
  /** False, and nothing written, when the unique key knows this document. */
  insert(document: T): boolean;
  find(uuid: string): T | undefined;
  /** Changes every document of this id. */
  replace(document: T): void;
  all(): readonly T[];
  readonly isUnique: boolean;
}

export function createMemoryCollection<T extends { readonly uuid: string }>(unique = true): MemoryCollection<T> {
  let documents: readonly T[] = [];
  const find = (uuid: string) => documents.find((document) => document.uuid === uuid);
  return {
    insert: (document) => {
      if (unique && find(document.uuid) !== undefined) return false;
      documents = [...documents, document];
      return true;
    },
    find,
    replace: (changed) => {
      documents = documents.map((document) => (document.uuid === changed.uuid ? changed : document));
    },
    all: () => documents,
    isUnique: unique,
  };
}
