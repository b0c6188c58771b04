import type { MessagePart } from './message-part.ts';
import { mediumOf, type WhatsappMessage } from './whatsapp.parse.ts';

/** For staff; says nothing about who it was. */
export function conversationRemarks(
  messages: readonly WhatsappMessage[],
  byUuid: ReadonlyMap<string, MessagePart>,
): string {
  const media = messages.flatMap(({ uuid, content }) => {
    const found = mediumOf(content);
    return found === undefined ? [] : [{ gone: found.reference === undefined, medium: byUuid.get(uuid)?.medium }];
  });
  const missing = media.filter(({ gone, medium }) => gone || medium?.state === 'missing').length;
  const late = media.filter(({ medium }) => medium?.late === true && medium.state !== 'missing').length;
  const guessed = messages.filter(({ sent }) => !sent.credible).length;
  const unshown = messages.filter(({ content }) => content.kind === 'unsupported').length;
  return [
    'Aangemaakt naar aanleiding van ontvangen app-verkeer (WhatsApp).',
    ...(missing === 0 ? [] : [`Niet meer op te halen: ${missing} ${bestanden(missing)}.`]),
    ...(late === 0 ? [] : [`Nog niet opgehaald: ${late} ${bestanden(late)}; wordt toegevoegd zodra het binnen is.`]),
    ...(unshown === 0 ? [] : [`Niet te tonen: ${unshown} ${unshown === 1 ? 'bericht' : 'berichten'}.`]),
    ...(guessed === 0 ? [] : ['Van een bericht is het tijdstip van verzenden onbekend; de ontvangsttijd is gebruikt.']),
  ].join(' ');
}

const bestanden = (count: number) => (count === 1 ? 'bestand' : 'bestanden');
