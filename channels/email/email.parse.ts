import { isAscii } from 'node:buffer';
import { domainToASCII } from 'node:url';
import type { AddressObject, EmailAddress, HeaderValue } from 'mailparser';
import { cleanLine } from '#domain/text/clean-text.ts';
import { attachmentName } from './email.attachment-name.ts';
import { toBodyText } from './email.body-text.ts';
import { toUtf8 } from './email.charset.ts';
import type { EmailLimits } from './email.config.ts';
import { withEncodedNames } from './email.encoded-names.ts';
import { unreadableMail } from './email.errors.ts';
import { fieldValue, type HeaderBlock } from './email.header-block.ts';
import type { Mail, MailAddress, MailAttachment } from './email.mail.ts';
import { readReferences } from './email.references.ts';
import { runParser, type ParserResult } from './email.run-parser.ts';

const DAMAGED = '\ufffd';
/** Bytes. Reading a larger mail twice costs more than some lost accents. */
const REPAIRABLE = 5 * 1024 * 1024;

/**
 * Raw bytes to a Mail. `header` is what verifyMail answered. Everything that says something is read, however broken;
 * only a mail of which nothing at all can be used is refused (`mail-empty`), and one that passes a limit.
 */
export async function parseMail(raw: Buffer, header: HeaderBlock, limits: EmailLimits): Promise<Mail> {
  const declared = charsetOf(header);
  const result = await runParser(withReadableHeader(raw, header, declared), limits);
  const mail = toMail(result, header, limits);
  if (!hasContent(mail, header)) throw unreadableMail('mail-empty');
  return mail.isDamaged ? repairText(mail, raw, declared, limits) : mail;
}

/** 8-bit characters in the header, in whatever character set, become UTF-8 before the parser sees them; names stay names. */
function withReadableHeader(raw: Buffer, { bodyStart }: HeaderBlock, declared: string | undefined): Buffer {
  const head = raw.subarray(0, bodyStart);
  const readable = withEncodedNames(toUtf8(head, declared));
  return readable === head ? raw : Buffer.concat([readable, raw.subarray(bodyStart)]);
}

function toMail({ headers, tree, text, attachments }: ParserResult, header: HeaderBlock, limits: EmailLimits): Mail {
  const body =
    tree === undefined
      ? { text: text?.text?.trim() ?? '', textSource: 'plain' as const }
      : toBodyText(tree, limits.tekstTekens);
  const subject = asText(headers.get('subject')) ?? '';
  const from = addresses(headers.get('from'));
  return {
    // List-* fields are folded together by mailparser.
    header: (name) => (name.startsWith('list-') ? fieldValue(header, name) : asText(headers.get(name))),
    subject,
    from,
    hasOneSender: from.length === 1 && header.fields.filter(({ name }) => name === 'from').length === 1,
    replyTo: addresses(headers.get('reply-to')),
    sender: addresses(headers.get('sender')),
    returnPath: returnPath(header),
    ...readReferences(asList(headers.get('in-reply-to')), asList(headers.get('references'))),
    ...body,
    isDamaged: body.text.includes(DAMAGED) || subject.includes(DAMAGED),
    attachments: attachments.map(({ fileName, mediaType, bytes, sha256 }, place): MailAttachment => ({
      fileName: attachmentName(fileName, mediaType.toLowerCase(), place),
      mediaType: mediaTypeOf(mediaType),
      bytes,
      sha256,
    })),
    structure: structureOf(headers.get('content-type')),
  };
}

/**
 * A text without a character set, or with a wrong one, is read again with the set that its bytes look like. The better
 * of the two stays: the one with fewer characters lost.
 */
async function repairText(mail: Mail, raw: Buffer, declared: string | undefined, limits: EmailLimits): Promise<Mail> {
  const readable = raw.byteLength > REPAIRABLE ? raw : toUtf8(raw, declared);
  if (readable === raw) return mail;
  const { tree } = await runParser(readable, limits);
  if (tree === undefined) return mail;
  const body = toBodyText(tree, limits.tekstTekens);
  if (damage(body.text) >= damage(mail.text)) return mail;
  return { ...mail, ...body, isDamaged: damage(body.text) > 0 || mail.subject.includes(DAMAGED) };
}

const damage = (text: string) => text.split(DAMAGED).length - 1;

/** Bytes that are no mail at all (zeros, a file that strayed in) have no header field and no words. */
function hasContent(mail: Mail, header: HeaderBlock): boolean {
  if (mail.attachments.length > 0 || mail.from.length > 0 || mail.subject !== '') return true;
  if (header.fields.length > 0 && mail.text !== '') return true;
  return /[\p{L}\p{N}]/u.test(mail.text) && !mail.text.includes('\0') && damage(mail.text) * 5 < mail.text.length;
}

function charsetOf(header: HeaderBlock): string | undefined {
  return /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(fieldValue(header, 'content-type') ?? '')?.[1];
}

function returnPath(header: HeaderBlock): string | undefined {
  const value = fieldValue(header, 'return-path');
  return value === undefined ? undefined : value.replace(/^<|>$/g, '').trim();
}

const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,126}\/[a-z0-9][\w.+-]{0,126}$/;
function mediaTypeOf(given: string): string {
  const bare = given.toLowerCase().split(';', 1)[0]?.trim() ?? '';
  return MEDIA_TYPE.test(bare) ? bare : 'application/octet-stream';
}

function structureOf(value: HeaderValue | undefined): string {
  if (typeof value !== 'object' || !('params' in value)) return '';
  const { params, value: type } = value as { value: string; params: Record<string, string> };
  const report = params['report-type'];
  return (report === undefined ? type : `${type}; ${report}`).toLowerCase();
}

function addresses(value: HeaderValue | undefined): MailAddress[] {
  const objects = (Array.isArray(value) ? value : [value]) as (AddressObject | undefined)[];
  return objects.flatMap((object) => (object?.value ?? []).flatMap(flatten));
}

function flatten({ name, address, group }: EmailAddress): MailAddress[] {
  if (group !== undefined) return group.flatMap(flatten);
  const clean = toAsciiDomain((address ?? '').trim());
  // An encoded name may hold line ends and other controls: a name is one line.
  const line = cleanLine(name);
  return line === '' && clean === '' ? [] : [{ name: line, address: clean }];
}

/** mailparser shows `xn--` domains in Unicode; Open Klant and mail servers take the ASCII form (RFC 5891). */
function toAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at === -1 || isAscii(Buffer.from(domain))) return address;
  const ascii = domainToASCII(domain);
  return ascii === '' ? address : `${address.slice(0, at)}@${ascii}`;
}

function asList(value: HeaderValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function asText(value: HeaderValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
  return undefined;
}
