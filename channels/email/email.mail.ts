export interface MailAddress {
  /** Display name, decoded; empty when the header gave none. */
  readonly name: string;
  readonly address: string;
}

export interface MailAttachment {
  readonly fileName: string;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A mail, read. Texts are whole and decoded; nothing is judged yet. */
export interface Mail {
  /** Decoded values of the header by lower-case name; of repeated fields the first. */
  readonly header: (name: string) => string | undefined;
  readonly subject: string;
  readonly from: readonly MailAddress[];
  /** One From field with one address in it: nobody can have checked one and we read another. */
  readonly hasOneSender: boolean;
  readonly replyTo: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  /** `<>`, the null return path of RFC 5321, is the empty string. */
  readonly returnPath: string | undefined;
  /** Message-IDs of In-Reply-To and References, without angle brackets, nearest first. */
  readonly answersTo: readonly string[];
  /** In-Reply-To or References name something that is no Message-ID. */
  readonly namesOther: boolean;
  readonly text: string;
  /** Where the text came from; `none` when the mail has no readable text. */
  readonly textSource: 'plain' | 'html' | 'none';
  /** Some bytes could not be read as characters. */
  readonly isDamaged: boolean;
  readonly attachments: readonly MailAttachment[];
  /** Media type of the whole message with its `report-type`, lower case: `multipart/report; delivery-status`. */
  readonly structure: string;
}
