/** The one source of the moment; tests set it. */
export interface Clock {
  now(): Date;
}
