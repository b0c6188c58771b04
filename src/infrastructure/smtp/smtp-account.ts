/** One address that we can send from: a mailbox of the configuration, or `systeem` for notices. */
export interface SmtpAccount {
  /** Name of the mailbox, or `systeem`. */
  readonly naam: string;
  /** The address in `From` and in the envelope. */
  readonly adres: string;
  /** Shown beside the address, for example the name of the municipality. */
  readonly weergavenaam?: string;
  readonly host: string;
  readonly port: number;
  /** true: TLS from the first byte; `starttls`: upgraded before the password is sent, or refused; false: none. */
  readonly tls: boolean | 'starttls';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly servername?: string | undefined;
  /** PEM of the authority to trust besides the known ones. */
  readonly ca?: string | undefined;
  readonly zelfondertekendToestaan?: boolean | undefined;
}
