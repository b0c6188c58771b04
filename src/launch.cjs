// `node src/launch.cjs FILE ARGUMENTS`: runs a TypeScript file of this repository. In JavaScript that any Node reads, so that
// one which cannot run the program says so. On Linux the Node beside this file is taken (npm puts it first on the path).
const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const OLDEST = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(
    `Dit is Node ${process.versions.node}, en nodig is ${OLDEST} of nieuwer. ` +
      'Op Linux brengt npm ci die mee (zonder --omit=optional); installeer hem anders zelf.\n',
  );
  process.exit(1);
}
process.argv.splice(1, 2, resolve(process.argv[2]));
import(pathToFileURL(process.argv[1]).href);
