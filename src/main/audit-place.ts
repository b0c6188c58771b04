/** Which database it is, for what is written down about it outside: hosts and name, nothing by which one comes in. */
export function auditPlace(mongodbUri: string | undefined, name: string): string {
  const hosts = mongodbUri === undefined ? 'ingebouwd' : /^[^:]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(mongodbUri)?.[1];
  return `${hosts ?? 'onbekend'}/${name}`;
}
