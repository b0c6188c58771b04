import type { StoredMessage } from './stored-message.schema.ts';

/** The step that stands in the trace of a message in which a virus was found. */
export const VIRUS_STEP = 'virus-gevonden';

/** Whether the bytes of this message may be served to nobody. */
export const isSetApart = ({ steps }: Pick<StoredMessage, 'steps'>): boolean =>
  steps.some(({ step }) => step === VIRUS_STEP);
