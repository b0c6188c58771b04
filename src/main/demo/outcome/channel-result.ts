import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { SeedOutcome } from './seed-outcome.ts';

/** One line of the table. Messages are counted up to `geregistreerd`, then what came of them. */
export interface ChannelResult {
  readonly kanaal: string;
  readonly ontvangen: number;
  /** Of those: accepted by an earlier run already. */
  readonly bekend: number;
  readonly geregistreerd: number;
  readonly klantcontacten: number;
  readonly kcc: number;
  readonly eenheden: number;
  readonly geparkeerd: number;
  readonly apart: number;
  readonly seconden: number;
}

/** As people call them. */
export const CHANNEL_NAMES: Readonly<Record<ChannelName, string>> = {
  email: 'e-mail',
  whatsapp: 'WhatsApp',
  letter: 'brief',
  form: 'formulier',
};

export function toChannelResult(
  channel: ChannelName,
  outcomes: readonly SeedOutcome[],
  seconden: number,
): ChannelResult {
  const messages = outcomes.flatMap((outcome) => outcome.messages);
  const inState = (wanted: string) => messages.filter(({ state }) => state === wanted).length;
  const naar = outcomes.flatMap((outcome) => outcome.naar);
  return {
    kanaal: CHANNEL_NAMES[channel],
    ontvangen: messages.length,
    bekend: outcomes.filter(({ isKnown }) => isKnown).flatMap((outcome) => outcome.messages).length,
    geregistreerd: inState('registered'),
    klantcontacten: outcomes.reduce((sum, outcome) => sum + outcome.klantcontacten, 0),
    kcc: naar.filter((code) => code === 'KCC').length,
    eenheden: naar.filter((code) => code !== 'KCC').length,
    geparkeerd: inState('parked'),
    apart: inState('aside'),
    seconden,
  };
}

export const totalOf = (results: readonly ChannelResult[]): ChannelResult => {
  const sum = (field: Exclude<keyof ChannelResult, 'kanaal'>) => results.reduce((total, one) => total + one[field], 0);
  return {
    kanaal: 'samen',
    ontvangen: sum('ontvangen'),
    bekend: sum('bekend'),
    geregistreerd: sum('geregistreerd'),
    klantcontacten: sum('klantcontacten'),
    kcc: sum('kcc'),
    eenheden: sum('eenheden'),
    geparkeerd: sum('geparkeerd'),
    apart: sum('apart'),
    seconden: Math.max(0, ...results.map(({ seconden }) => seconden)),
  };
};
