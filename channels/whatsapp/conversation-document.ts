import type { WhatsappMessage } from './whatsapp.parse.ts';

const day = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });
const time = new Intl.DateTimeFormat('nl-NL', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Europe/Amsterdam',
});

/** Written out, with the time of each message in Dutch notation; plain text, so that it can be read in fifty years. */
export function conversationDocument(
  lines: readonly { message: WhatsappMessage; text: string }[],
  afzender: string,
): string {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return '';
  const ours = first.message.envelope.displayPhoneNumber;
  const head = [
    'WhatsApp-gesprek',
    `Afzender: ${afzender}`,
    ...(ours === undefined ? [] : [`Ontvangen op nummer: ${ours}`]),
    `Van ${moment(first.message)} tot en met ${moment(last.message)}`,
    `Aantal berichten: ${lines.length}`,
  ];
  return `${[...head, '', ...lines.map(({ message, text }) => `[${moment(message)}] ${text}`)].join('\n')}\n`;
}

export function conversationFileName(messages: readonly WhatsappMessage[]): string {
  const last = messages.at(-1)?.sent.at ?? new Date(0);
  return `whatsapp-gesprek ${day.format(last)}.txt`;
}

const moment = ({ sent }: WhatsappMessage) => time.format(sent.at).replace(',', '');
