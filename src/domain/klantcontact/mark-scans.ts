import type { InboundDocument, InboundMessage } from '../inbound-message/inbound-message.ts';
import { isBesmet, type Scan } from '../informatieobject/scan.schema.ts';

/**
 * The contact with what the scanner said of each document, in their order. What came out of the message's own bytes is
 * in those bytes too: then the original is set apart with it, whatever the scanner made of the original.
 */
export function markScans(contact: InboundMessage, scans: readonly Scan[]): InboundMessage {
  const marked = contact.documenten.map((document, index) => ({ ...document, ...ifScanned(scans[index]) }));
  const culprit = marked.find(({ bron, scan }) => bron.kind === 'bytes' && isBesmet(scan))?.scan;
  const documenten = marked.map((document) =>
    culprit !== undefined && document.bron.kind === 'message' ? { ...document, scan: culprit } : document,
  );
  const notice = noticeOf(documenten);
  if (notice === '' || contact.taak === undefined) return { ...contact, documenten };
  // In front: what is too long is cut at its end.
  const toelichting = [notice, contact.taak.toelichting].filter((text) => text !== '').join('\n\n');
  return { ...contact, documenten, taak: { ...contact.taak, toelichting } };
}

const ifScanned = (scan: Scan | undefined) => (scan === undefined ? {} : { scan });

/** For whoever picks the task up: how many, and what was found. File names are the sender's and stay out. */
function noticeOf(documenten: readonly InboundDocument[]): string {
  const besmet = documenten.filter(({ scan }) => isBesmet(scan));
  if (besmet.length === 0) return '';
  const attachments = besmet.filter(({ bron }) => bron.kind !== 'message').length;
  const what =
    attachments === 0
      ? 'Het oorspronkelijke bericht is apart gezet'
      : attachments === 1
        ? 'Een bijlage is apart gezet'
        : `${attachments} bijlagen zijn apart gezet`;
  const kenmerken = [...new Set(besmet.flatMap(({ scan }) => scan?.kenmerk ?? []))].join(', ');
  return `Let op: ${what}, omdat er een virus in is gevonden (${kenmerken}).`;
}
