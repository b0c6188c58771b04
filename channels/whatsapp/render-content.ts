import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type { Content, MediumContent } from './content.ts';

const SOORT = {
  image: 'afbeelding',
  audio: 'geluidsbestand',
  video: 'video',
  document: 'document',
  sticker: 'sticker',
} as const;

export const soortOf = ({ soort, voice }: Pick<MediumContent, 'soort' | 'voice'>) =>
  voice ? 'spraakbericht' : SOORT[soort];

/** A message as people read it, in Dutch; what is not the sender's own text stands between square brackets. */
export function renderContent(content: Content, medium?: Medium): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'choice':
      return ['[keuze]', content.text, content.description && `(${content.description})`].filter(Boolean).join(' ');
    case 'form':
      return ['[formulier ingevuld]', ...content.fields.map(([name, value]) => `${name}: ${value}`)].join('\n');
    case 'call-permission':
      return content.granted ? '[toestemming om te bellen: gegeven]' : '[toestemming om te bellen: geweigerd]';
    case 'medium':
      return [renderMedium(content, medium), content.caption].filter(Boolean).join(' ');
    case 'location':
      return renderLocation(content);
    case 'contacts':
      return content.people.map((person) => `[contactpersoon: ${person}]`).join('\n');
    case 'order':
      return ['[bestelling:', `${content.items} ${content.items === 1 ? 'regel' : 'regels'}]`, content.text]
        .filter(Boolean)
        .join(' ');
    case 'reaction':
      return content.emoji === '' ? '[reactie ingetrokken]' : `[reactie: ${content.emoji}]`;
    case 'edit':
      return `[eerder bericht gewijzigd] ${renderContent(content.content, medium)}`;
    case 'revoke':
      return '[eerder bericht verwijderd door de afzender]';
    case 'system':
      return SYSTEM[content.change];
    case 'welcome':
      return '[gesprek geopend]';
    case 'unsupported':
      return '[niet-ondersteund bericht]';
  }
}

const SYSTEM = {
  number: '[de afzender heeft een ander telefoonnummer gekregen]',
  identity: '[de beveiligingscode van de afzender is gewijzigd]',
  other: '[systeembericht]',
} as const;

function renderMedium(content: MediumContent, medium: Medium | undefined): string {
  const name = content.filename === undefined ? '' : ` ${content.filename}`;
  const fate = content.reference === undefined ? 'niet meer op te halen' : fateOf(medium);
  return `[${soortOf(content)}${name}${fate === undefined ? '' : `: ${fate}`}]`;
}

function fateOf(medium: Medium | undefined): string | undefined {
  if (medium?.late === true) return 'nog niet opgehaald';
  if (medium?.state !== 'missing') return undefined;
  return medium.reason === 'too-large' ? 'te groot om te bewaren' : 'niet meer op te halen';
}

function renderLocation({ latitude, longitude, name, address }: Extract<Content, { kind: 'location' }>): string {
  const place = [name, address].filter(Boolean).join(', ');
  return `[locatie: ${place === '' ? '' : `${place} `}(${latitude}, ${longitude})]`;
}
