import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../demo/program';
import type { Scene } from './scene';

const server = `require('node:http')
  .createServer((_, response) => response.end('ok'))
  .listen(process.env.PORT, '127.0.0.1');
`;

/** A git remote and a working copy of the least application: one file, no database, no seed. Returns the working copy. */
export async function openPlainApp({ folder, env, endpoint }: Scene): Promise<string> {
  const copy = join(folder, 'plain');
  const remote = join(folder, 'plain.git');
  const git = async (cwd: string, ...args: string[]) => {
    const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com'];
    const ran = await run('git', [...who, ...args], { cwd, env });
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
  };
  mkdirSync(copy);
  const settings = {
    project: 'plain',
    base: {
      region: env.AWS_REGION,
      scheme: 'http',
      port: Number(new URL(endpoint.url).port),
      database: 'none',
      fileStore: 'none',
      services: { web: { platform: 'nodejs-22', healthPath: '/' } },
    },
    staging: { branch: 'main', host: 'plain.localhost' },
    preview: { previewDomain: 'plain-preview.localhost' },
  };
  writeFileSync(join(copy, 'preview-stacks.config.json'), JSON.stringify(settings));
  writeFileSync(join(copy, 'server.js'), server);
  writeFileSync(join(copy, 'Procfile'), 'web: node server.js\n');
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git(copy, 'init', '--quiet', '--initial-branch=main');
  await git(copy, 'remote', 'add', 'origin', remote);
  await git(copy, 'add', '.');
  await git(copy, 'commit', '--quiet', '-m', 'The least application');
  await git(copy, 'switch', '--quiet', '-c', 'measured');
  await git(copy, 'push', '--quiet', 'origin', 'main', 'measured');
  return copy;
}
