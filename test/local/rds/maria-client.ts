import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

interface Login {
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly databaseName: string;
  /** File of the authority by which the instance is verified. @default it speaks plain */
  readonly ca?: string;
}

/** What MariaDB's own client program answers, a row a line. Rejects with its words. The password is no argument. */
export async function askMariaDb(login: Login, password: string, sql: string): Promise<readonly string[]> {
  const place = ['--protocol=tcp', `--host=${login.address}`, `--port=${login.port}`, `--user=${login.username}`];
  const tls = login.ca === undefined ? ['--skip-ssl'] : [`--ssl-ca=${login.ca}`, '--ssl-verify-server-cert'];
  const all = ['--no-defaults', '--batch', '--skip-column-names', ...place, ...tls, login.databaseName];
  const client = spawn('mariadb', all, {
    env: { PATH: '/usr/bin:/usr/local/bin:/opt/homebrew/bin', MYSQL_PWD: password },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    client.once('error', reject);
    client.once('close', resolve);
  });
  client.stdin.on('error', () => undefined).end(sql);
  const [out, said, code] = await Promise.all([text(client.stdout), text(client.stderr), ended]);
  if (code !== 0) {
    throw new Error(said.trim());
  }
  return out.split('\n').filter((line) => line !== '');
}
