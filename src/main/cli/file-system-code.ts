/** The code of what the file system refuses, to be told to a person; anything else is a failure of its own and is thrown. */
export function fileSystemCode(thrown: unknown): string {
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw thrown;
  return code;
}
