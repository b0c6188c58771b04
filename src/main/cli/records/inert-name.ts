/** What a browser would run: a click in the page of an export opens it from the disk of whoever made that. */
const ACTIVE = /\.(x?html?|xht|mht(ml)?|svgz?|xml|xslt?|m?js|hta)$/i;

/** A name under which a file of a stranger is opened as text at most. */
export const toInertName = (name: string) => (ACTIVE.test(name) ? `${name}.txt` : name);
