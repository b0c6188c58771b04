/** Root of the ids of the contact at this place of a message: the first carries the message's own key. */
export const contactKey = (key: string, place: number) => (place === 0 ? key : `${key}#${place}`);
