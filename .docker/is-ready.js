// Ends with 0 once the database accepts writes. On the first start it makes the replica set and the accounts: as long as
// there is none, MongoDB lets whoever is inside its container make the first one (its localhost exception). A file, since
// what stands on a command line is shown to every account of the machine.
const { readFileSync } = require('node:fs');

const HOST = 'mongodb:27017';
const DATABASE = 'klantcontact-intake';
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const admin = db.getSiblingDB('admin');
const succeeds = (work) => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
const logIn = () => admin.auth('root', secret('mongodb_root_password'));
const mustBeWritable = () => {
  if (!db.hello().isWritablePrimary) quit(1);
};

if (!succeeds(logIn)) {
  // Refused when there is one already.
  succeeds(() => rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: HOST }] }));
  mustBeWritable();
  admin.createUser({ user: 'root', pwd: secret('mongodb_root_password'), roles: ['root'] });
  logIn();
}
mustBeWritable();
if (admin.getUser('intake') === null) {
  const roles = [{ role: 'readWrite', db: DATABASE }];
  admin.createUser({ user: 'intake', pwd: secret('mongodb_password'), roles });
}
