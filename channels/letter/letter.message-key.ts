/** The same bytes are the same letter, whatever the file is called and however often it is put in the folder. */
export const letterKey = (sha256: string) => `letter:${sha256}`;
