export const HONDENBELASTING = `A.B. Terpstra
Vaartkade 31
1999 AB Voorbeeldstad

Gemeente Voorbeeldstad
Afdeling Juridische zaken
Postbus 100
1999 ZZ Voorbeeldstad


Betreft: bezwaar tegen de aanslag hondenbelasting


Geachte heer, mevrouw,

In februari is mijn hond overleden. Ik heb dat toen telefonisch doorgegeven. Toch heb ik nu een aanslag
hondenbelasting gekregen voor het hele jaar.

Ik maak daarom bezwaar tegen deze aanslag en vraag u om het bedrag te verlagen tot de twee maanden waarin ik
nog wel een hond had. Een verklaring van de dierenarts kan ik u op verzoek toesturen.

Met vriendelijke groet,


A.B. Terpstra`;

export const NATURALISATIE: readonly string[] = [
  `S. Abdirahman
Spoorstraat 8
1998 CD Voorbeeldstad

Gemeente Voorbeeldstad
Afdeling Burgerzaken
Postbus 100
1999 ZZ Voorbeeldstad


Betreft: aanvraag naturalisatie, aanvullende stukken


Geachte mevrouw Hendriks,

In het gesprek van vorige maand heeft u gevraagd om aanvullende stukken bij mijn aanvraag. Die stuur ik u
hierbij toe. Het gaat om een verklaring van mijn werkgever en om een overzicht van mijn woonadressen.

Op de volgende bladzijde vindt u het overzicht.`,
  `Bladzijde 2

Overzicht van woonadressen

Eerst woonde ik vijf jaar in de Kerkstraat, daarna drie jaar op het adres aan de Molenweg. Sinds vorig jaar
woon ik in de Spoorstraat.

Ik hoop dat mijn aanvraag hiermee volledig is. Kunt u mij laten weten wanneer ik een beslissing mag verwachten?

Met vriendelijke groet,


S. Abdirahman`,
];

export const GELUID = `Mevrouw C. Dijkgraaf
Torenplein 2 b
1997 EF Voorbeeldstad

Aan de gemeente Voorbeeldstad

Onderwerp: geluid van de kermis

Beste gemeente,

Ieder jaar staat de kermis tien dagen op het Torenplein. Ik ben 84 en woon er boven. Vorig jaar ging de
muziek door tot kwart voor een, terwijl in de folder twaalf uur stond.

Kan er dit jaar iemand langskomen om te luisteren hoe hard het is? En wie kan ik bellen als het weer te laat
wordt?

Hartelijke groet,

C. Dijkgraaf`;
