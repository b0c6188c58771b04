import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secret = z.string().min(1);

/** What a demo keeps in its data folder: when it was first run, and secrets made for it alone. */
const demoStateSchema = z.strictObject({
  /** The messages are dated around this moment, so that a second run sends the very same ones. */
  moment: z.coerce.date(),
  wachtwoorden: z.strictObject({ kcc: secret, burgerzaken: secret, beheerder: secret }),
  imapWachtwoord: secret,
  token: secret,
  whatsapp: z.strictObject({ verifyToken: secret, appSecret: secret, accessToken: secret }),
});
export type DemoState = z.infer<typeof demoStateSchema>;

export const demoStateFile = (dataDir: string) => join(dataDir, 'demo.json');

/** The state of an earlier run on this folder, or a new one, readable by the owner only. */
export function openDemoState(dataDir: string): { state: DemoState; isNew: boolean } {
  const file = demoStateFile(dataDir);
  const known = readState(file);
  if (known !== undefined) return { state: known, isNew: false };
  const state = newState();
  writeFileSync(file, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  return { state, isNew: true };
}

function readState(file: string): DemoState | undefined {
  try {
    return demoStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A token must have forty characters; a password is typed by a person. */
const newToken = () => randomBytes(30).toString('hex');
const newPassword = () => randomBytes(9).toString('base64url');

function newState(): DemoState {
  return {
    moment: new Date(Math.floor(Date.now() / 1000) * 1000),
    wachtwoorden: { kcc: newPassword(), burgerzaken: newPassword(), beheerder: newPassword() },
    imapWachtwoord: newPassword(),
    token: newToken(),
    whatsapp: { verifyToken: newToken(), appSecret: newToken(), accessToken: newToken() },
  };
}
