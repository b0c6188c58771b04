/** How the server stands in its surroundings. */
export interface HttpSettings {
  readonly gemeente: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address under which people reach us; absent: the address that the server turned out to have. */
  readonly publicUrl?: string;
  /** Addresses, CIDR blocks or `loopback`: what these say in X-Forwarded-For is believed; absent: see `trustedProxies`. */
  readonly proxies?: readonly string[];
  /** SHA-256 (hexadecimal) of the bearer token for what is measured; without one only this machine may read it. */
  readonly metricsSha256?: string;
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
 * Over TLS a proxy stands before us: on this machine, or where the configuration says. A neighbour in the network that is
 * none would otherwise choose who it is. Without TLS nobody is believed about it unless the configuration names them.
 */
export const trustedProxies = ({ proxies, ...settings }: HttpSettings): string[] | false => {
  const named = proxies ?? (isSecure(settings) ? ['loopback'] : []);
  return named.length === 0 ? false : [...named];
};
