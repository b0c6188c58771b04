import { describe, expect, it } from 'vitest';
import type { InboundDocument } from '#domain/inbound-message/inbound-message.ts';
import type { Scan } from '#domain/informatieobject/scan.schema.ts';
import { markScans } from '#domain/klantcontact/mark-scans.ts';
import { toPlainContact } from '#test/support/memory/plain-contact.ts';

const op = new Date('2026-11-20T09:15:00Z');
const besmet: Scan = { uitslag: 'besmet', kenmerk: 'Eicar-Test-Signature', op };
const schoon: Scan = { uitslag: 'schoon', op };
const plain = toPlainContact({
  uuid: 'e7c1f0a0-3b52-5c6e-9d5f-0a4f0a4f0a4f',
  receivedAt: op,
  size: 5,
  sha256: 'a'.repeat(64),
  raw: Buffer.from('Vraag'),
});
const medium: InboundDocument = {
  rol: 'bijlage',
  bestandsnaam: 'foto.jpg',
  formaat: 'image/jpeg',
  bron: { kind: 'stored', id: 'e7c1f0a0-3b52-5c6e-9d5f-0a4f0a4f0a4e', size: 5, sha256: 'b'.repeat(64) },
};
const uitslagen = (contact: { documenten: readonly InboundDocument[] }) =>
  contact.documenten.map(({ scan }) => scan?.uitslag);

describe('what the virus scanner said', () => {
  it('about an attachment also holds for the original that it came out of', () => {
    const marked = markScans(plain, [schoon, besmet]);
    expect(uitslagen(marked)).toEqual(['besmet', 'besmet']);
    expect(marked.taak?.toelichting).toBe(
      'Let op: Een bijlage is apart gezet, omdat er een virus in is gevonden (Eicar-Test-Signature).\n\nUit een e-mail',
    );
  });

  it('about a medium that was fetched says nothing of the message that named it', () => {
    const marked = markScans({ ...plain, documenten: [...plain.documenten, medium] }, [schoon, schoon, besmet]);
    expect(uitslagen(marked)).toEqual(['schoon', 'schoon', 'besmet']);
  });

  it('about the original alone leaves its attachments to be served', () => {
    const marked = markScans(plain, [besmet, schoon]);
    expect(uitslagen(marked)).toEqual(['besmet', 'schoon']);
    expect(marked.taak?.toelichting).toMatch('Het oorspronkelijke bericht is apart gezet');
  });

  it('about several is told as one line, without the names of the files', () => {
    const marked = markScans({ ...plain, documenten: [...plain.documenten, medium] }, [schoon, besmet, besmet]);
    expect(marked.taak?.toelichting).toMatch('2 bijlagen zijn apart gezet');
    expect(marked.taak?.toelichting).not.toMatch('foto.jpg');
  });

  it('changes nothing but the marks when nothing was found', () => {
    const marked = markScans(plain, [schoon, schoon]);
    expect(marked.taak).toEqual(plain.taak);
    const { taak: _, ...answered } = plain;
    expect(markScans(answered, [schoon, besmet])).not.toHaveProperty('taak');
  });
});
