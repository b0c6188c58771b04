/** How the server stands in its surroundings. */
export interface HttpSettings {
  readonly gemeente: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address under which people reach us; absent: the address that the server turned out to have. */
  readonly publicUrl?: string;
  /** Which proxies may say who is asking (fastify's `trustProxy`); absent: see `trustedProxies`. */
  readonly trustProxy?: boolean | string;
  /** SHA-256 (hexadecimal) of the bearer token for what is measured; without one only this machine may read it. */
  readonly metricsSha256?: string;
  /** Failed logins within five minutes, per account and per address. */
  readonly loginLimits?: { readonly perAccount: number; readonly perAddress: number };
  /** Milliseconds that a slow sender gets (createHttpServer has the defaults): for its head, for the whole, for a delivery. */
  readonly patience?: {
    readonly headersMs?: number;
    readonly requestMs?: number;
    readonly lookMs?: number;
    readonly webhookMs?: number;
  };
  /** Requests per minute and address to the screens. */
  readonly requestsPerMinute?: number;
}

/** Browsers come over TLS, which may end at a proxy before us. */
export const isSecure = ({ publicUrl }: HttpSettings) => publicUrl?.startsWith('https://') === true;

/** Whether nobody but this machine can reach us: there is no public address, and we listen to ourselves alone. */
export const isOnlyHere = ({ host, publicUrl }: Pick<HttpSettings, 'host' | 'publicUrl'>) =>
  publicUrl === undefined && /^(localhost|127(\.\d+){3}|::1)$/i.test(host);

/**
 * Over TLS a proxy stands before us, on this machine or in its network: everybody would have its address, and the wrong
 * passwords of one would shut out all. Without TLS nobody is believed about it.
 */
export const trustedProxies = (settings: HttpSettings): boolean | string =>
  settings.trustProxy ?? (isSecure(settings) ? 'loopback, linklocal, uniquelocal' : false);
