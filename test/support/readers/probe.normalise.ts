import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import { attempt } from './attempt.ts';
import { fileAttempts } from './file-attempts.ts';
import { networkAttempts } from './network-attempts.ts';
import { powerAttempts } from './power-attempts.ts';
import type { Targets } from './targets.ts';

/** A reader that was taken over by what it read: tries whatever it can think of, and tells in the body what it got. */
export async function normalise(input: NormaliseInput, targets: Targets): Promise<Normalised> {
  const all = { ...fileAttempts(targets), ...networkAttempts(targets), ...powerAttempts(targets) };
  const results: Record<string, string> = {};
  for (const [name, act] of Object.entries(all)) results[name] = await attempt(act);
  return {
    kind: 'contacten',
    contacten: [
      {
        kanaal: 'email',
        onderwerp: 'Wat een lezer kon',
        inhoud: JSON.stringify(results),
        vertrouwelijk: false,
        plaatsgevondenOp: input.receivedAt,
        betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [] }],
        actor: { automaat: 'email' },
        documenten: [],
        onderwerpobjecten: [],
        triage: { tekst: '' },
      },
    ],
  };
}
