import type { ActorKlantcontact } from '#domain/actor/actor-klantcontact.schema.ts';
import type { Links } from '../links.ts';

export function toActorKlantcontactShape({ uuid, actor, klantcontact }: ActorKlantcontact, links: Links) {
  return {
    ...links.to('actorklantcontacten', uuid),
    actor: links.to('actoren', actor),
    klantcontact: links.to('klantcontacten', klantcontact),
  };
}
