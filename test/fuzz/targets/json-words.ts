/** What JSON is made of, and what readers of it stumble over. */
export const JSON_WORDS = [
  ...['{', '}', '[', ']', ':', ',', '"', '\\', 'true', 'false', 'null', '""', '{}', '[]', '" "', '"\\u0000"'],
  ...['"\\ud800"', '"\\udc00x"', '"\\u202e"', '"\\n"', '-', '1e999', '-0', '0.1', '12345678901234567890'],
  ...['"__proto__":{"x":1},', '"constructor":{"prototype":{"x":1}},', '"toString":1,', '"length":-1,', '"":"",'],
  ...['"valueOf":null,', '"hasOwnProperty":0,', '"then":1,', '"toJSON":1,'],
  ...['\xef\xbb\xbf', '\xff', '\xed\xa0\x80', '//', '/**/', "'", '\\x', '[[[[[[[[', '{"a":{"a":{"a":'],
];
