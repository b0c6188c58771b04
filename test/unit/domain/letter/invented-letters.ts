/** A letter as a citizen types it: sender, addressee, subject, text, signature. */
export const TYPED = `A.B. Terpstra
Vaartkade 31
1999 AB Voorbeeldstad

Gemeente Voorbeeldstad
Afdeling Juridische zaken
t.a.v. mevrouw J. Hendriks
Postbus 100
1998 ZZ Voorbeeldstad

Datum: 3 januari 2026
Betreft: bezwaar tegen de aanslag
hondenbelasting

Geachte heer, mevrouw,

Mijn buurman op Dorpsstraat 1, 1234 CD Elders zegt dat het anders kan.

Met vriendelijke groet,

A.B. Terpstra`;

/** No letterhead; the sender stands under the signature. */
export const SIGNED = `Aan de gemeente Voorbeeldstad

Onderwerp: geluid van de kermis

Beste gemeente,

Ieder jaar staat de kermis tien dagen op het plein.

Hartelijke groet,

Mevrouw C. Dijkgraaf
Torenplein 2 b
1997.EF Capelle aan den IJssel
Tel. 06 12345678`;
