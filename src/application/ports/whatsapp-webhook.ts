/** What the HTTP route needs of the WhatsApp channel: `GET` and `POST /webhooks/whatsapp` (Meta's Cloud API). */
export interface WhatsappWebhook {
  /**
   * The handshake. `query` holds the parameters as they came (`hub.mode`, `hub.verify_token`, `hub.challenge`). The
   * body is to be sent as `text/plain`. 200 with the challenge, 403 for another token, 400 for anything else.
   */
  challenge(query: Readonly<Record<string, unknown>>): { readonly status: number; readonly body: string };
  /** Whether this header has the form of a signature. Without that no body needs to be read: `receive` would say 401. */
  mayBeSigned(signature: string | undefined): boolean;
  /**
   * One delivery, with the body exactly as received and the header `X-Hub-Signature-256`. Never throws.
   * 200: durable (or known already). 401: not signed by Meta; nothing was parsed or stored. 413: too large. 503: it
   * could not be made durable in time; Meta sends it again, for up to seven days.
   */
  receive(rawBody: Uint8Array, signature: string | undefined): Promise<{ readonly status: number }>;
  /** Bytes above which the route itself may stop reading. */
  readonly maxBodyBytes: number;
}
