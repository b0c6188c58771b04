/** Ways in that are a form: two that a colleague fills in, and one that the citizen does. */
export const FORM_KANALEN = ['balie', 'telefoon', 'webformulier'] as const;
export type FormKanaal = (typeof FORM_KANALEN)[number];

/** One faulty field. `name` is its path (`betrokkenen.0.emailadres`), `code` stable, `reason` Dutch, for people. */
export interface FormFault {
  readonly name: string;
  readonly code: string;
  readonly reason: string;
}

/** Where a form comes from: one of our pages, with who is logged in, or another program, by the name of its token. */
export type FormSender =
  | { readonly soort: 'scherm'; readonly medewerker: string }
  | {
      readonly soort: 'programma';
      readonly naam: string;
      /** Whether it may name this account as the colleague who had the contact. */
      readonly mayName: (gebruikersnaam: string) => boolean;
    };

export interface FormSubmission {
  readonly kanaal: FormKanaal;
  /** Submission ids are unique per sender. */
  readonly van: FormSender;
  /** The body as received: JSON in UTF-8. */
  readonly raw: Uint8Array;
  /** Submission id from the header; the one in the body goes before it. Without either a new one is made. */
  readonly idempotencyKey?: string;
}

interface Numbered {
  readonly uuid: string;
  readonly nummer: string;
}

/**
 * - `refused`     nothing was accepted; every faulty field is named;
 * - `full`        so many wait to be registered that nothing more is taken in: nothing was accepted, try again later;
 * - `not-allowed` the program may not act in the name of the colleague in it: nothing was accepted;
 * - `conflict`    this submission id was used before, for other contents;
 * - `registered`  stands in the register; lists are empty when no registration was needed (`aside`);
 * - `pending`     durable, not registered yet: ask again with `find`;
 * - `parked`      durable, and a person has a task to look at it.
 */
export type FormOutcome =
  | { readonly kind: 'refused'; readonly faults: readonly FormFault[] }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'full' }
  | { readonly kind: 'conflict' }
  | {
      readonly kind: 'registered' | 'aside' | 'pending' | 'parked';
      readonly message: string;
      readonly klantcontacten: readonly Numbered[];
      readonly internetaken: readonly Numbered[];
    };

export interface FormIntake {
  /** Kanalen whose form is switched on. */
  readonly kanalen: readonly FormKanaal[];
  /** Bytes above which a route may stop reading. */
  readonly maxBodyBytes: number;
  /** Checks, makes durable, and waits a while for the registration. Throws transient Failures when it is not durable. */
  receive(submission: FormSubmission): Promise<FormOutcome>;
  /** How a submission stands, by the `message` of an earlier outcome; undefined when this program sent none such. */
  find(message: string, programma: string): Promise<FormOutcome | undefined>;
}
