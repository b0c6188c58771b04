/** What a discarded message is known by among those that are aside. */
export const VERWORPEN = 'verworpen';

/** Its bytes were destroyed when their time was over; its id stays, so that it is not registered again. */
export const VERNIETIGD = 'vernietigd';

/** A delivery that became messages of its own. */
export const UITGEPAKT = 'whatsapp-payload-expanded';

/** What nobody can bring back: there is nothing to read, or all of it was taken in already. */
export const isBeyondReopening = (code: string | undefined): boolean => code === VERNIETIGD || code === UITGEPAKT;
