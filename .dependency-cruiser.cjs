/**
 * The rooms of the house and the doors of the libraries, as rules. A new channel, worker or infrastructure folder is
 * covered as it is: rules name folders by pattern and hand the caught name on (`$1`).
 */
const ROOMS = '^(src/(domain|application|infrastructure|main)|channels|workers|test)/';
/** A package's files, wherever npm put them; `file` narrows it to a subpath. */
const packages = (...names) => `^node_modules/(${names.join('|')})/`;

/**
 * One library, one door: who else imports it couples itself to a vendor. Tests and the demo play the outside world, and
 * use the same libraries for that.
 */
const door = (name, libraries, from, comment) => ({
  name: `door-${name}`,
  comment,
  severity: 'error',
  from: { path: ROOMS, pathNot: [from, '^test/', '^src/main/demo/'] },
  to: { path: packages(...libraries) },
});

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'No clock, no randomness, no input or output: the domain knows itself, zod and what is pure.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        pathNot: ['^src/domain/', packages('zod', 'uuid', 'libphonenumber-js')],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-types-stay-home',
      comment: 'Not even a type from an outer room: the arrow points inwards.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src/(application|infrastructure|main)|channels|workers|test)/' },
    },
    {
      name: 'application-knows-only-domain',
      comment: 'Use cases speak to the outside through ports of their own.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { path: '^(src/(infrastructure|main)|channels/[^/]+/|workers/|test/)' },
    },
    {
      name: 'application-has-no-libraries',
      comment: 'Only zod (the job schemas) and what Node offers.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { path: '^node_modules/', pathNot: packages('zod') },
    },
    {
      name: 'infrastructure-knows-no-channel-worker-or-main',
      severity: 'error',
      from: { path: '^src/infrastructure/' },
      to: { path: '^(src/main|channels/[^/]+|workers/[^/]+|test)/' },
    },
    {
      name: 'infrastructure-knows-neighbours-only-by-port',
      comment:
        'mongo does not know http, queues does not know mongo; main introduces them. Logging, metrics, concurrency and network are for all.',
      severity: 'error',
      from: { path: '^src/infrastructure/([^/]+)/' },
      to: { path: '^src/infrastructure/', pathNot: ['^src/infrastructure/(($1|logging|metrics|concurrency|network)/|private-umask\\.ts$)'] },
    },
    {
      name: 'channel-knows-no-other-channel',
      severity: 'error',
      from: { path: '^channels/([^/]+)/' },
      to: { path: '^channels/[^/]+/', pathNot: '^channels/$1/' },
    },
    {
      name: 'channel-speaks-to-the-house-through-ports',
      severity: 'error',
      from: { path: '^channels/' },
      to: { path: '^(src/(infrastructure|main)|workers|test)/' },
    },
    {
      name: 'worker-knows-no-other-worker',
      severity: 'error',
      from: { path: '^workers/([^/]+)/' },
      to: { path: '^workers/[^/]+/', pathNot: '^workers/$1/' },
    },
    {
      name: 'worker-calls-use-cases-only',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^(src/(infrastructure|main)|channels/[^/]+|test)/' },
    },
    {
      name: 'program-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(src|channels|workers)/' },
      to: { path: '^test/' },
    },
    door('queues', ['bullmq', 'ioredis'], '^src/infrastructure/queues/', 'Redis and its jobs.'),
    door('mongo', ['mongoose', 'mongodb'], '^src/infrastructure/mongo/', 'The truth and its driver.'),
    // The board shows BullMQ's queues as a fastify plugin: it lives with the queues, and http gives it its place.
    door(
      'http',
      ['fastify', '@fastify/[^/]+'],
      '^src/infrastructure/(http/|queues/bull-board\\.ts$)',
      'Pages, API, webhooks.',
    ),
    door('board', ['@bull-board/[^/]+'], '^src/infrastructure/queues/bull-board\\.ts$', 'The board of the queues.'),
    door('smtp', ['nodemailer'], '^src/infrastructure/smtp/', 'Mail that leaves.'),
    door('imap', ['imapflow', 'mailparser'], '^channels/email/', 'Mail that arrives.'),
    door('logging', ['pino'], '^src/infrastructure/logging/', 'Log lines and their redaction.'),
    door('metrics', ['prom-client'], '^src/infrastructure/metrics/', 'What Prometheus reads.'),
    door('documents', ['unpdf', 'sharp', 'tesseract\\.js', '@hyzyla/pdfium'], '^channels/letter/', 'PDF, images, OCR.'),
    door(
      'embedded',
      ['mongodb-memory-server-core', 'bson'],
      '^src/infrastructure/embedded/',
      'Servers without Docker.',
    ),
    {
      name: 'screens-read-through-the-door',
      comment:
        'Routes get what citizens wrote from src/application/inzage alone, which asks the right for each thing and writes down that it was shown.',
      severity: 'error',
      from: { path: '^src/infrastructure/http/(http-deps\\.ts$|security/|routes/)' },
      to: {
        path: '^src/application/(ports/(contact-reader|conversation-store|document-store|parked-store|trace-reader)|trace-message|list-open-conversations|inzage/ports/[^/]+)\\.ts$',
      },
    },
    {
      name: 'only-the-door-says-what-is-shown',
      comment: 'Whoever can say so can show what nobody asked the right for.',
      severity: 'error',
      from: { path: ROOMS, pathNot: ['^src/application/inzage/', '^src/infrastructure/http/security/', '^test/'] },
      to: {
        path: '^(src/application/inzage/getoond|src/infrastructure/http/security/looks)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-exist-and-are-declared',
      comment: 'What is imported must be in package.json, and not only among the development dependencies.',
      severity: 'error',
      from: { path: '^(src|channels|workers)/', pathNot: '^src/main/(demo|dev)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined', 'unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules/.*/node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
