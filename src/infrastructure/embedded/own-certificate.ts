import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** Tags of DER (ITU-T X.690) that a certificate needs. */
const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, time: 0x18, sequence: 0x30, set: 0x31 };
const VERSION_TAG = 0xa0;
const EXTENSIONS_TAG = 0xa3;
const IP_ADDRESS_TAG = 0x87;
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
/** RFC 5280, 4.1.2.5: no end that is known. Whoever holds the key is let in; its file is what is guarded, not a date. */
const VALID = ['20200101000000Z', '99991231235959Z'];
const LOOPBACK = Buffer.from([127, 0, 0, 1]);

/**
 * A fresh key with a certificate (RFC 5280, version 3) for 127.0.0.1 that it signed itself, as PEM text of both. A server
 * and its clients that hold this one file, and trust nothing else, let nobody in who does not hold it.
 */
export function createOwnCertificate(): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const name = sequence(der(TAG.set, sequence(oid(COMMON_NAME), der(TAG.utf8, Buffer.from('klantcontact-intake')))));
  const toBeSigned = sequence(
    der(VERSION_TAG, integer(Buffer.from([2]))),
    // A positive number: its first byte is below 128.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(...VALID.map((moment) => der(TAG.time, Buffer.from(moment)))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      EXTENSIONS_TAG,
      sequence(sequence(oid(SUBJECT_ALT_NAME), der(TAG.octets, sequence(der(IP_ADDRESS_TAG, LOOPBACK))))),
    ),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, privateKey)]);
  const certificate = sequence(toBeSigned, algorithm, der(TAG.bits, signature));
  return toPem(certificate) + privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const sequence = (...parts: Buffer[]) => der(TAG.sequence, ...parts);
const oid = (hex: string) => der(TAG.oid, Buffer.from(hex, 'hex'));
const integer = (bytes: Buffer) => der(TAG.integer, bytes);

/** Tag, length, contents; a length above 127 is preceded by how many bytes it takes. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  const head = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, ...length];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
