const SERIAL = 0x564f4f52;
/** One frame of 20 ms of silence, as Opus encodes it (RFC 6716: CELT only, full band, one frame). */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const SAMPLES_A_FRAME = 960;
const FRAMES_A_PAGE = 50;
const FIRST = 2;
const LAST = 4;

/** A voice note as phones send it, Opus in Ogg (RFC 7845), with nothing to be heard. */
export function silentVoiceNote(seconds: number): Buffer {
  const pages = Array.from({ length: seconds }, (_, second) =>
    page({
      number: second + 2,
      position: (second + 1) * FRAMES_A_PAGE * SAMPLES_A_FRAME,
      flags: second === seconds - 1 ? LAST : 0,
      packets: Array.from({ length: FRAMES_A_PAGE }, () => SILENCE),
    }),
  );
  return Buffer.concat([
    page({ number: 0, position: 0, flags: FIRST, packets: [opusHead()] }),
    page({ number: 1, position: 0, flags: 0, packets: [opusTags()] }),
    ...pages,
  ]);
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead');
  head.writeUInt8(1, 8); // version
  head.writeUInt8(1, 9); // channels
  head.writeUInt16LE(312, 10); // samples to skip
  head.writeUInt32LE(16_000, 12); // rate of the microphone
  return head;
}

function opusTags(): Buffer {
  const vendor = Buffer.from('demo');
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4);
  tags.write('OpusTags');
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  return tags;
}

/** A page of Ogg (RFC 3533, section 6); every packet here is shorter than 255 bytes. */
function page(facts: { number: number; position: number; flags: number; packets: readonly Buffer[] }): Buffer {
  const { number, position, flags, packets } = facts;
  const header = Buffer.alloc(27 + packets.length);
  header.write('OggS');
  header.writeUInt8(flags, 5);
  header.writeBigInt64LE(BigInt(position), 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(number, 18);
  header.writeUInt8(packets.length, 26);
  packets.forEach(({ length }, index) => header.writeUInt8(length, 27 + index));
  const whole = Buffer.concat([header, ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

/** CRC-32 with polynomial 0x04c11db7, not reflected, as RFC 3533 wants it: not the one of zlib. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
