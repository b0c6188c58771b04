import type { RegisterResource } from '#application/ports/register-reader.ts';

export const REGISTER_API_PATH = '/klantinteracties/api/v1';

/** How one object points at another: its uuid and where it can be read. */
export interface Reference {
  readonly uuid: string;
  readonly url: string;
}

export interface Links {
  list(resource: RegisterResource | 'partijen'): string;
  to(resource: RegisterResource | 'partijen', uuid: string): Reference;
}

/** `publicUrl` is where the outside reaches this program, without a slash at the end. */
export function createLinks(publicUrl: string): Links {
  const list: Links['list'] = (resource) => `${publicUrl}${REGISTER_API_PATH}/${resource}`;
  return { list, to: (resource, uuid) => ({ uuid, url: `${list(resource)}/${uuid}` }) };
}
