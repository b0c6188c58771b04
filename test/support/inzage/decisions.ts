import { PEOPLE, tokens, type Reader } from './readers.ts';
import type { SecretWorld } from './secret-world.ts';

/** For whom a route is. What a thing on it asks beyond that is asked for each thing. */
export type Decision =
  | 'iedereen'
  | 'mensen'
  | 'beheerders'
  | 'mensen en tokens die lezen'
  | 'mensen en tokens die schrijven'
  | 'tokens die lezen'
  | 'tokens die schrijven'
  | 'niemand';

const withRight = (recht: string): readonly Reader[] =>
  tokens.filter(({ rechten }) => (rechten as readonly string[]).includes(recht)).map(({ naam }) => naam);

/** Who gets past the door of the route. */
export const ADMITTED: Readonly<Record<Decision, readonly Reader[]>> = {
  iedereen: ['vreemde', ...PEOPLE, ...tokens.map(({ naam }) => naam)],
  mensen: PEOPLE,
  beheerders: ['dirk'],
  'mensen en tokens die lezen': [...PEOPLE, ...withRight('lezen')],
  'mensen en tokens die schrijven': [...PEOPLE, ...withRight('schrijven')],
  'tokens die lezen': withRight('lezen'),
  'tokens die schrijven': withRight('schrijven'),
  niemand: [],
};

interface Route {
  readonly wie: Decision;
  /** Its addresses in this world; for a route without them its pattern is filled in. */
  readonly paden?: (world: SecretWorld) => readonly string[];
}

const API = '/klantinteracties/api/v1';
const RESOURCES = {
  klantcontacten: ({ units }: SecretWorld) => units.map(({ klantcontact }) => klantcontact.uuid),
  betrokkenen: ({ units }: SecretWorld) => units.flatMap(({ betrokkenen }) => betrokkenen.map(({ uuid }) => uuid)),
  digitaleadressen: ({ units }: SecretWorld) =>
    units.flatMap(({ digitaleAdressen }) => digitaleAdressen.map(({ uuid }) => uuid)),
  actoren: () => [],
  actorklantcontacten: ({ units }: SecretWorld) =>
    units.flatMap(({ actorKlantcontacten }) => actorKlantcontacten.map(({ uuid }) => uuid)),
  internetaken: ({ units }: SecretWorld) => units.flatMap(({ internetaken }) => internetaken.map(({ uuid }) => uuid)),
  bijlagen: ({ units }: SecretWorld) => units.flatMap(({ bijlagen }) => bijlagen.map(({ uuid }) => uuid)),
  onderwerpobjecten: ({ units }: SecretWorld) =>
    units.flatMap(({ onderwerpobjecten }) => onderwerpobjecten.map(({ uuid }) => uuid)),
} as const;

const registerRoutes = Object.entries(RESOURCES).flatMap(([resource, uuids]): [string, Route][] => [
  [`GET ${API}/${resource}`, { wie: 'tokens die lezen', paden: () => [`${API}/${resource}`] }],
  [
    `GET ${API}/${resource}/:uuid`,
    { wie: 'tokens die lezen', paden: (world) => uuids(world).map((uuid) => `${API}/${resource}/${uuid}`) },
  ],
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method): [string, Route][] => [
    [`${method} ${API}/${resource}`, { wie: 'niemand' }],
    [`${method} ${API}/${resource}/:uuid`, { wie: 'niemand' }],
  ]),
]);

const BOARD = '/beheer/wachtrijen';
const boardRoutes = [
  ...['', '/metrics-history', '/job-schedulers', '/queue/:queueName', '/queue/:queueName/:jobId', '/static/*'],
  ...['/api/redis/stats', '/api/queues', '/api/job-schedulers'],
  ...['metrics', 'default-job-options', 'workers', 'rate-limit', 'job-data-schema', ':jobId', ':jobId/logs'].map(
    (part) => `/api/queues/:queueName/${part}`,
  ),
  '/api/queues/:queueName/:jobId/flow',
].map((path): [string, Route] => [`GET ${BOARD}${path}`, { wie: 'beheerders' }]);
const boardActs = [
  ...['PUT pause', 'PUT resume'],
  ...['pause', 'resume', 'empty', 'obliterate', 'promote', 'concurrency', 'rate-limit', 'rate-limit/release'].map(
    (act) => `PUT :queueName/${act}`,
  ),
  ...['PUT :queueName/retry/:queueStatus', 'PUT :queueName/clean/:queueStatus'],
  ...['retry', 'promote', 'clean'].map((act) => `PUT :queueName/:jobId/${act}`),
];
/** Making or changing a job by hand. */
const boardOff = [
  'POST :queueName/add',
  ...['update-data', 'delay', 'priority'].map((act) => `PATCH :queueName/:jobId/${act}`),
  'PUT :queueName/:jobId/remove-unprocessed-children',
  'PUT :queueName/job-schedulers/:schedulerId/remove',
  'PUT :queueName/job-schedulers/:schedulerId/run',
  'PATCH :queueName/job-schedulers/:schedulerId',
];
const boardWrites = (acts: readonly string[], wie: Decision) =>
  acts.map((act): [string, Route] => [act.replace(' ', ` ${BOARD}/api/queues/`), { wie }]);

const PARKED = '/beheer/geparkeerd/:bericht';
const parkedPaths =
  (rest = '') =>
  ({ berichten }: SecretWorld) =>
    berichten.map((bericht) => `/beheer/geparkeerd/${bericht}${rest}`);
const ACTS = ['oppakken', 'loslaten', 'beantwoorden', 'doorzetten', 'niet-door-kcc', 'terugsturen', 'afsluiten'];

/** Every route of the server with what was decided about it. A route that is not here fails the walk. */
export const DECISIONS: Readonly<Record<string, Route>> = {
  ...Object.fromEntries(
    ['/middelen/stijl.css', '/middelen/verversen.js', '/middelen/merk.svg', '/health/live', '/health/ready'].map(
      (path) => [`GET ${path}`, { wie: 'iedereen' } as const],
    ),
  ),
  'GET /metrics': { wie: 'iedereen' },
  'GET /': { wie: 'iedereen' },
  'GET /inloggen': { wie: 'iedereen' },
  'POST /inloggen': { wie: 'iedereen' },
  'GET /uitloggen': { wie: 'iedereen' },
  'POST /uitloggen': { wie: 'iedereen' },
  'GET /sessies': { wie: 'mensen' },
  'POST /sessies/beeindigen': { wie: 'mensen' },
  // Both are for Meta alone: the verify token and the signature say who that is.
  'GET /webhooks/whatsapp': { wie: 'iedereen' },
  'POST /webhooks/whatsapp': { wie: 'iedereen' },
  'POST /formulieren/balie': { wie: 'tokens die schrijven' },
  'POST /formulieren/telefoon': { wie: 'tokens die schrijven' },
  'POST /formulieren/webformulier': { wie: 'tokens die schrijven' },
  'GET /formulieren/inzendingen/:inzending': {
    wie: 'tokens die schrijven',
    paden: ({ berichten }) => berichten.map((bericht) => `/formulieren/inzendingen/${bericht}`),
  },
  ...Object.fromEntries(registerRoutes),
  'GET /taken': {
    wie: 'mensen en tokens die lezen',
    paden: () =>
      ['', '?lijst=mijn', '?lijst=afgehandeld', '?eenheid=BURG', '?eenheid=AFVAL', '?na=1.x'].map(
        (query) => `/taken${query}`,
      ),
  },
  'GET /taken/gesprekken': { wie: 'mensen' },
  'POST /taken/volgende': { wie: 'mensen en tokens die schrijven' },
  'GET /taken/:nummer': {
    wie: 'mensen en tokens die lezen',
    paden: ({ taken }) => taken.map(({ nummer }) => `/taken/${nummer}`),
  },
  ...Object.fromEntries(
    ACTS.map((act) => [`POST /taken/:nummer/${act}`, { wie: 'mensen en tokens die schrijven' } as const]),
  ),
  'GET /taken/:nummer/berichten/:bericht': {
    wie: 'mensen',
    paden: ({ taken }) =>
      taken.flatMap(({ nummer, messages: [own = ''] }, place) =>
        // The message of another task, by the number of one's own, is tried too.
        [own, taken[(place + 1) % taken.length]?.messages[0] ?? ''].flatMap((bericht) =>
          ['', '?weergave=tekst'].map((query) => `/taken/${nummer}/berichten/${bericht}${query}`),
        ),
      ),
  },
  'GET /bijlagen/:bijlage': {
    wie: 'mensen',
    paden: ({ bijlagen }) =>
      bijlagen.flatMap((bijlage) =>
        ['', '?weergave=tekst', '?weergave=beeld'].map((query) => `/bijlagen/${bijlage}${query}`),
      ),
  },
  'GET /balie': { wie: 'mensen' },
  'POST /balie': { wie: 'mensen' },
  'GET /telefoon': { wie: 'mensen' },
  'POST /telefoon': { wie: 'mensen' },
  'GET /beheer': { wie: 'beheerders' },
  'GET /beheer/overzicht': { wie: 'beheerders' },
  'GET /beheer/berichten': {
    wie: 'beheerders',
    paden: ({ berichten, taken, units }) =>
      [...berichten, ...taken.map(({ nummer }) => nummer), ...units.map(({ klantcontact }) => klantcontact.nummer)].map(
        (zoek) => `/beheer/berichten?zoek=${zoek}`,
      ),
  },
  'GET /beheer/apart': { wie: 'beheerders' },
  'GET /beheer/geparkeerd': { wie: 'beheerders' },
  // The KCC has its own among them.
  [`GET ${PARKED}`]: { wie: 'mensen', paden: parkedPaths() },
  [`GET ${PARKED}/origineel`]: { wie: 'mensen', paden: parkedPaths('/origineel') },
  [`GET ${PARKED}/vervangingen/:vervanging`]: {
    wie: 'mensen',
    paden: ({ vervangingen }) =>
      vervangingen.map(({ bericht, id }) => `/beheer/geparkeerd/${bericht}/vervangingen/${id}`),
  },
  ...Object.fromEntries(
    ['opnieuw', 'wegleggen', 'heropenen', 'velden', 'vervangen'].map((act) => [
      `POST ${PARKED}/${act}`,
      { wie: 'mensen' } as const,
    ]),
  ),
  ...Object.fromEntries(boardRoutes),
  ...Object.fromEntries(boardWrites(boardActs, 'beheerders')),
  ...Object.fromEntries(boardWrites(boardOff, 'niemand')),
};
