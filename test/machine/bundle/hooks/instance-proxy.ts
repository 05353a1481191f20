import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { withHooks } from '../../../../lib/machine/bundle/hooks/with-hooks';

/** As Beanstalk stages it on Amazon Linux 2023, as far as hooks look. */
export const stagedConf = `http {
  include conf.d/*.conf;
  server {
    listen 80 default_server; # server {
    include conf.d/elasticbeanstalk/*.conf;
  }
}
`;

/** The access hook beside a staged proxy, in a folder that stands for the root of an instance. */
export class InstanceProxy {
  readonly staging: string;

  constructor(readonly root: string) {
    this.staging = join(root, 'var/proxy/staging/nginx');
    mkdirSync(join(this.staging, 'conf.d/elasticbeanstalk'), { recursive: true });
    mkdirSync(join(root, 'etc/nginx/conf.d/elasticbeanstalk'), { recursive: true });
    this.write('nginx.conf', stagedConf);
  }

  write(name: string, contents: string): void {
    writeFileSync(join(this.staging, name), contents);
  }

  /** undefined where there is none. */
  read(name: string): string | undefined {
    return existsSync(join(this.staging, name)) ? readFileSync(join(this.staging, name), 'utf8') : undefined;
  }

  /** Runs the hook with these properties, as root's bare environment has them. @returns exit code and what it said */
  async run(properties: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
    const [hook] = withHooks([]);
    const file = join(this.root, 'hook.sh');
    writeFileSync(file, hook ? await text(hook.read()) : '', { mode: 0o755 });
    const env = { PATH: process.env.PATH ?? '', PREVIEW_STACKS_LOCAL_ROOT: this.root, ...properties };
    const { status, stderr, stdout } = spawnSync(file, [], { env, encoding: 'utf8' });
    return { code: status, said: `${stdout}${stderr}` };
  }
}

/** What OpenSSL makes of a password. */
export function opensslApr1(password: string, salt: string): string {
  return execFileSync('openssl', ['passwd', '-apr1', '-salt', salt, '-stdin'], {
    input: password,
    encoding: 'utf8',
  }).trim();
}
