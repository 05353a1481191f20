import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDirectives } from './nginx-words';
import { ProxyRules } from './proxy-rules';

/** As much of Beanstalk's own as hooks look for. Nothing here listens: the endpoint's own way in stands for it. */
const nginxConf = `http {
  include conf.d/*.conf;
  server {
    listen 80 default_server;
    include conf.d/elasticbeanstalk/*.conf;
  }
}
`;

/**
 * The proxy's configuration on an instance, where Beanstalk stages it: `var/proxy/staging/nginx`. A deployment makes it, lays the bundle's
 * `.platform/nginx` over it and lets hooks change it; the engine then starts nginx with it (eb-engine.log of January 2026).
 */
export class StagedProxy {
  private readonly folder: string;
  private readonly live: string;

  constructor(root: string) {
    this.folder = join(root, 'var', 'proxy', 'staging', 'nginx');
    this.live = join(root, 'etc', 'nginx');
  }

  /** @param release folder of the bundle that is deployed */
  stage(release: string): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(join(this.folder, 'conf.d', 'elasticbeanstalk'), { recursive: true });
    writeFileSync(join(this.folder, 'nginx.conf'), nginxConf);
    const own = join(release, '.platform', 'nginx');
    if (existsSync(own)) {
      cpSync(own, this.folder, { recursive: true, verbatimSymlinks: true, force: true });
    }
  }

  /** Lays what is staged over what the proxy runs with, and deletes nothing there, as the engine does. */
  start(): void {
    mkdirSync(this.live, { recursive: true });
    cpSync(this.folder, this.live, { recursive: true, verbatimSymlinks: true, force: true });
  }

  /**
   * What the proxy runs with, as far as it is understood here.
   *
   * @param note gets a sentence for each file that is not obeyed
   */
  read(note: (words: string) => void): ProxyRules | undefined {
    const rules = new ProxyRules((file) => readFileSync(join(this.live, file), 'utf8'));
    for (const place of ['conf.d', join('conf.d', 'elasticbeanstalk')]) {
      for (const name of filesIn(join(this.live, place))) {
        try {
          rules.take(readDirectives(readFileSync(join(this.live, place, name), 'utf8')));
        } catch (error) {
          note(`nginx is not here: ${join(place, name)} is not obeyed (${(error as Error).message})`);
        }
      }
    }
    return rules.isEmpty ? undefined : rules;
  }
}

function filesIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.conf'))
    .map(({ name }) => name)
    .sort();
}
