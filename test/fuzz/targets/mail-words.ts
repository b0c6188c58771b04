const HEADERS =
  'From: To: Cc: Subject: Date: Message-ID: In-Reply-To: References: Reply-To: Sender: Return-Path: Received: MIME-Version: Content-Type: Content-Transfer-Encoding: Content-Disposition: Content-ID: Auto-Submitted: Precedence: List-Id: List-Unsubscribe: X-Autoreply: X-Failed-Recipients: Content-Language: DKIM-Signature: Disposition-Notification-To:';
const TYPES =
  'text/plain text/html text/calendar text/rfc822-headers multipart/mixed multipart/alternative multipart/related multipart/report multipart/signed multipart/digest message/rfc822 message/delivery-status message/disposition-notification message/partial message/global application/octet-stream application/ms-tnef application/pdf image/png image/svg+xml';
const CHARSETS =
  'utf-8 utf-7 utf-16 utf-32 us-ascii iso-8859-1 iso-8859-15 iso-2022-jp shift_jis euc-jp euc-kr gb18030 gbk big5 windows-1252 koi8-r x-unknown cp437 hz-gb-2312 unicode-1-1-utf-7';

/** Words of mail (RFC 5322, 2045-2047, 2231) and of what programs make of them. */
export const MAIL_WORDS = [
  ...HEADERS.split(' ').map((name) => `\r\n${name} `),
  ...TYPES.split(' '),
  ...TYPES.split(' ').map((type) => `\r\nContent-Type: ${type}; boundary="b"\r\n\r\n--b\r\n`),
  ...CHARSETS.split(' '),
  ...CHARSETS.split(' ').map((charset) => `; charset=${charset}`),
  ...['base64', 'quoted-printable', '7bit', '8bit', 'binary', 'x-uuencode', 'begin 644 x\r\n', '\r\nend\r\n'],
  ...['\r\n', '\n', '\r', '\r\n\r\n', '\n\n', '\t', ' ', '\0', '--', '\r\n--b\r\n', '\r\n--b--\r\n', '\r\n ', '\r\n\t'],
  ...[
    '; boundary=b',
    '; boundary=""',
    '; boundary="',
    '; name=',
    '; filename=',
    '; filename*=',
    "; filename*0*=utf-8''",
  ],
  ...['; filename*1*=%e2%80%ae', '; format=flowed', '; delsp=yes', '; report-type=delivery-status', '; charset="'],
  ...[
    'attachment',
    'inline',
    '"../../x"',
    '"a\\"b"',
    '(',
    ')',
    '<',
    '>',
    '@',
    ';',
    ':',
    ',',
    '"',
    '\\',
    '=',
    '?',
    '?=',
  ],
  ...['=?utf-8?b?', '=?utf-8?q?', '=?iso-2022-jp?b?', '=?utf-7?q?', '?=', '=?x?x?x?=', '=?utf-8*nl?q?=E2=80=AE?='],
  ...['=E9', '=\r\n', '=00', '=3D', '=', '4pyTIMOg', '====', '%00', '%', '\x1b$B', '\x1b(B', '~{', '+AGE-'],
  ...['undisclosed-recipients:;', 'a@b.example', '"a b"@c.example', 'a@[127.0.0.1]', '<>', '<a@b>,<c@d>', 'x:a@b,c@d;'],
  ...['auto-replied', 'auto-generated', 'bulk', 'MAILER-DAEMON@', 'Undelivered', 'Thu, 1 Jan 1970 00:00:00 +0000'],
  ...['\xc3\xa9', '\xe9', '\xed\xa0\x80', '\xf0\x9f\x98\x80', '\xe2\x80\xae', '\xef\xbf\xbd', '\xff\xfe', '\x82\xa0'],
];

/** Words of the HTML and the quoting that mail programs write. */
export const HTML_WORDS = [
  ...'<html> <body> <p> </p> <div> </div> <br> <table> <tr> <td> </td></tr></table> <ul><li> </ul> <ol start=9><li> <a href="x"> </a> <img src=x> <b> </b> <blockquote> </blockquote> <pre> </pre> <h1> </h1> <hr> <style> </style> <script> </script> <svg onload=x> <title> </title> <template> <select><option> <textarea> <!-- --> <![CDATA[ ]]> <?xml <!doctype <base> <frameset> <math> <form> <input> <span> </span> <wbr>'.split(
    ' ',
  ),
  ...['&nbsp;', '&lt;', '&gt;', '&amp;', '&#0;', '&#x202e;', '&#xd800;', '&#99999999;', '&quot', '&', '&#', '&x;'],
  ...[
    ' colspan="99999999"',
    ' rowspan=2',
    ' style="display:none"',
    ' class=',
    ' =',
    '/>',
    '<',
    '>',
    '</',
    '<<<',
    '"',
    "'",
  ],
  ...['\n> ', '\nOp maandag schreef Jan:\n', '\nOn Mon, x wrote:\n', '\nVan: a\nVerzonden: b\nAan: c\nOnderwerp: d\n'],
  ...[
    '\n-- \n',
    '\n-----Oorspronkelijk bericht-----\n',
    '\n__________\n',
    '\nFrom: a\nSent: b\nTo: c\n',
    '\r\n',
    '\n',
    '\t',
    ' ',
  ],
  ...[
    '\xc2\xad',
    '\xe2\x80\x8b',
    '\xcd\x8f',
    '\xc2\xa0',
    '\xf0\x9f\x98\x80',
    '\xe2\x80\xae',
    '\xef\xbb\xbf',
    '\0',
    '\xcc\x80',
  ],
];
