/** Values at which arithmetic turns: of one, two and four bytes, and written out in text. */
export const INTERESTING = {
  bytes: [0, 1, 9, 10, 13, 32, 0x22, 0x3c, 0x3d, 0x7f, 0x80, 0xc0, 0xed, 0xfe, 0xff],
  words: [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff],
  longs: [0, 1, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff],
  numbers: ['0', '-1', '1', '00', '1e9', '-0', '0.5', '255', '65536', '2147483648', '4294967295', '9007199254740993'],
  longNumbers: ['1e309', '99999999999999999999999', `1${'0'.repeat(400)}`, 'NaN', '0x10'],
} as const;
