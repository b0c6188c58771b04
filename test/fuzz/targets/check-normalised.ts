import { createHash } from 'node:crypto';
import { contactKey } from '#application/contact-key.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import type { InboundDocument, Normalised } from '#domain/inbound-message/inbound-message.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { validateUnit } from '#domain/klantcontact/validate-unit.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import { DEMO_REGELS } from '#main/demo/demo-regels.ts';
import { settings } from '#test/support/spine/register-settings.ts';
import { demand } from '../target.ts';

const KEY = 'fuzz';
const NOW = new Date('2026-11-24T09:00:00Z');
const triage = createRuleTriage(DEMO_REGELS);

/** Goes the rest of the way to the register with what a reader answered, and checks what is promised about it. */
export async function checkNormalised(normalised: Normalised): Promise<void> {
  // It crosses from one process to another.
  structuredClone(normalised);
  if (normalised.kind === 'aside') {
    demand(normalised.code !== '', 'what is aside says why');
    demand((normalised.detail ?? '').length <= 500, 'the reason of what is aside fits in the ledger');
    return;
  }
  demand(normalised.contacten.length > 0, 'a message that is not aside has a contact');
  for (const [place, inbound] of normalised.contacten.entries()) {
    for (const document of inbound.documenten) checkDocument(document);
    const routering = await triage.decide(inbound);
    const facts = { messages: [], nummer: '1', taakNummer: '2', routering, antwoordOp: [], now: NOW };
    checkTexts(validateUnit(buildUnit(inbound, { key: contactKey(KEY, place), ...facts }, settings)));
  }
}

const MEDIA_TYPE = /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*(; charset=utf-8)?$/;
/** Characters that turn or hide what people read. */
const MISLEADING = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

function checkDocument({ bestandsnaam, formaat, bron }: InboundDocument): void {
  demand(MEDIA_TYPE.test(formaat.toLowerCase()), 'the format of a document is a media type');
  checkFileName(bestandsnaam);
  if (bron.kind !== 'bytes') return;
  const sha256 = createHash('sha256').update(bron.bytes).digest('hex');
  demand(sha256 === bron.sha256, 'the hash of a document is that of its bytes');
}

export function checkFileName(name: string): void {
  demand(name !== '' && Buffer.byteLength(name) <= 255 + '.eml'.length, 'a file name has 1 to 255 bytes');
  demand(!/[/\\]/.test(name) && !/^\.+$/.test(name), 'a file name is no path');
  // eslint-disable-next-line no-control-regex
  demand(!/[\0-\x1f\x7f-\x9f]/.test(name) && name.isWellFormed(), 'a file name has no control characters');
  demand(!MISLEADING.test(name), 'a file name hides nothing');
  demand(safeFileName(name) !== '', 'a file name stays one when it is made safe again');
}

/** Every text of the documents that go into the database. */
function checkTexts(unit: KlantcontactUnit): void {
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      demand(value.isWellFormed(), 'texts in the register are well-formed Unicode');
      demand(!value.includes('\0'), 'texts in the register have no NUL');
    } else if (value instanceof Date) demand(!Number.isNaN(value.getTime()), 'moments in the register are moments');
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(unit);
  const { onderwerp, inhoud = '' } = unit.klantcontact;
  // eslint-disable-next-line no-control-regex
  demand(!/[\0-\x1f\x7f-\x9f]/.test(onderwerp), 'an onderwerp is one line of text');
  // eslint-disable-next-line no-control-regex
  demand(!/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(inhoud), 'inhoud is plain text');
}
