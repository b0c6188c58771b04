import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type DovecotAccount = { user: string; password: string };
type Owner = { uid: number; gid: number; user: string; group: string };

/** A temporary folder with all that one Dovecot instance needs, owned by the account it will run as. */
export async function layDovecotFolder(options: {
  users: DovecotAccount[];
  port: number;
  tlsPort: number | undefined;
}) {
  const path = await mkdtemp(join(tmpdir(), 'klantcontact-dovecot-'));
  const owner = await chooseOwner();
  const configurationFile = join(path, 'dovecot.conf');
  const certificateFile = join(path, 'certificate.pem');
  if (options.tlsPort) await makeCertificate(certificateFile, join(path, 'key.pem'));
  await mkdir(join(path, 'mail'));
  await mkdir(join(path, 'run'));
  const accounts = options.users.map(({ user, password }) => `${user}:{PLAIN}${password}\n`);
  await writeFile(join(path, 'accounts'), accounts.join(''));
  await writeFile(configurationFile, configuration(path, owner, options));
  for (const entry of ['.', ...(await readdir(path))]) await chown(join(path, entry), owner.uid, owner.gid);
  return { path, owner, configurationFile, certificateFile, logFile: join(path, 'dovecot.log') };
}

/** Dovecot refuses mail of root, so under root it is `nobody`. */
async function chooseOwner(): Promise<Owner> {
  const name = userInfo().uid === 0 ? 'nobody' : userInfo().username;
  const ask = async (flag: string) => (await run('id', [flag, name])).stdout.trim();
  return { uid: Number(await ask('-u')), gid: Number(await ask('-g')), user: name, group: await ask('-gn') };
}

async function makeCertificate(certificateFile: string, keyFile: string): Promise<void> {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  await run('openssl', ['req', '-x509', ...key, '-out', certificateFile, '-days', '2', ...subject]);
}

const configuration = (
  path: string,
  owner: Owner,
  { port, tlsPort }: { port: number; tlsPort: number | undefined },
) => `
protocols = imap
listen = 127.0.0.1
base_dir = ${path}/run
state_dir = ${path}/run
log_path = ${path}/dovecot.log
default_internal_user = ${owner.user}
default_internal_group = ${owner.group}
default_login_user = ${owner.user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${path}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = ${tlsPort ? 'yes' : 'no'}
${tlsPort ? `ssl_cert = <${path}/certificate.pem\nssl_key = <${path}/key.pem` : ''}
passdb {
  driver = passwd-file
  args = ${path}/accounts
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${path}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort ?? 0}
  }
}
`;
