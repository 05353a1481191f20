import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { nativeCodeOf } from '../../../lib/machine/bundle/native-code';
import { thisMachine } from '../../../lib/machine/dependencies/instance-machine';
import { previewStacks, type Ran, run } from '../../../scripts/demo/program';
import { refuseOldProgram } from '../../journeys/journey';
import { type Started, start } from '../../local/start';

/** Each brought by npm in this version, as `packageManager` asks; the package with native code, and its own files for two machines. */
const managers = [
  {
    name: 'npm',
    version: undefined,
    package: 'npm',
    lock: ['install', '--package-lock-only', '--ignore-scripts'],
    range: '*',
  },
  { name: 'pnpm', version: '10.34.9', package: 'pnpm', lock: ['install', '--lockfile-only'], range: 'workspace:*' },
  {
    ...{ name: 'yarn', version: '4.18.1', package: '@yarnpkg/cli-dist', range: 'workspace:*' },
    lock: ['install', '--mode=update-lockfile'],
  },
] as const;

let folder: string;
let endpoint: Started;
beforeAll(async () => {
  refuseOldProgram();
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-packed-'));
  endpoint = await start();
});
afterAll(async () => {
  await endpoint.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What leads to the registry from this machine. */
const way = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(?:NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy|npm_config_.*)$/i.test(name),
  ),
);
const env = () => ({
  ...way,
  ...{ PATH: process.env.PATH, HOME: process.env.HOME, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  ...{ GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com' },
  ...{ GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.com', CI: 'true' },
  ...{ AWS_ENDPOINT_URL: endpoint.endpoint, AWS_REGION: endpoint.region },
  AWS_ACCESS_KEY_ID: endpoint.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: endpoint.credentials.secretAccessKey,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: '1',
});

/** A workspace of an app, a package of its own and packages with native code: one of many machines, one of each machine. */
function repository({ name, version, range }: (typeof managers)[number]): string {
  const top = join(folder, name);
  const files = {
    '.gitignore': 'node_modules\n.preview-stacks\n',
    'package.json': {
      ...{ name: 'top', private: true, workspaces: ['apps/*', 'packages/*'] },
      ...(version !== undefined && { packageManager: `${name}@${version}` }),
    },
    ...(name === 'pnpm' && { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - packages/*\n' }),
    ...(name === 'yarn' && { '.yarnrc.yml': 'enableTelemetry: false\n' }),
    'apps/web/package.json': {
      ...{ name: '@acme/web', private: true, scripts: { start: 'node server.js' } },
      dependencies: { '@acme/hash': range, '@node-rs/crc32': '1.10.6' },
      devDependencies: { typescript: '5.9.3' },
    },
    'apps/web/server.js': `
const { hash } = require('@acme/hash');
const { crc32 } = require('@node-rs/crc32');
require('node:http').createServer((_, response) => response.end(hash() + ' ' + crc32('a'))).listen(process.env.PORT);
`,
    'packages/hash/package.json': {
      name: '@acme/hash',
      version: '1.0.0',
      main: 'index.js',
      dependencies: { bcrypt: '6.0.0' },
    },
    'packages/hash/index.js': "exports.hash = () => require('bcrypt').hashSync('a', '$2b$04$abcdefghijklmnopqrstuu');",
    'preview-stacks.config.json': {
      project: `pack-${name}`,
      base: {
        ...{ region: endpoint.region, scheme: 'http', port: endpoint.port, database: 'none', fileStore: 'none' },
        services: { web: { folder: 'apps/web', healthPath: '/' } },
      },
      staging: { branch: 'main', host: `${name}.localhost` },
      preview: { previewDomain: `${name}.preview.localhost` },
    },
  };
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), typeof contents === 'string' ? contents : JSON.stringify(contents));
  }
  return top;
}

async function ok(ran: Promise<Ran>): Promise<Ran> {
  const done = await ran;
  if (done.code !== 0) throw new Error(`${done.stdout}${done.stderr}`);
  return done;
}

/** The processors of ELF files of a bundle, by path. */
async function elfIn(file: string): Promise<Readonly<Record<string, string>>> {
  const zip = await openPromise(file, { autoClose: false });
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('.node')) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const code = nativeCodeOf(Buffer.concat(chunks), entry.fileName);
    if (code?.os === 'linux') found[entry.fileName] = code.cpu;
  }
  zip.close();
  return found;
}

function answer(host: string): Promise<string> {
  return new Promise((settle, fail) => {
    request({ port: endpoint.port, headers: { host } }, (response) => settle(text(response)))
      .on('error', fail)
      .end();
  });
}

test.each(managers)(
  'a workspace of $name is packed for arm64 and for this machine, and answers without any install',
  async (manager) => {
    const top = repository(manager);
    const lock =
      manager.version === undefined
        ? run('npm', manager.lock, { cwd: top, env: env() })
        : run(
            'npx',
            ['--yes', `--package=${manager.package}@${manager.version}`, '--', manager.name, ...manager.lock],
            {
              ...{ cwd: top, env: { ...env(), CI: '' } },
            },
          );
    await ok(lock);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: top, env: env() });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    const commands = (args: readonly string[], machine: string) =>
      ok(previewStacks(args, { cwd: top, env: { ...env(), PREVIEW_STACKS_INSTANCE_MACHINE: machine } }));

    // t4g.small, the default.
    const arm = await commands(['bundle', '--target', 'staging', '--out', '.preview-stacks/arm'], '');
    expect(arm.stderr).toContain(`web: ${manager.name} installs the production dependencies for linux-arm64`);
    const elf = await elfIn(join(top, '.preview-stacks/arm/web.zip'));
    expect(elf).toMatchObject({
      'node_modules/@node-rs/crc32-linux-arm64-gnu/crc32.linux-arm64-gnu.node': 'arm64',
      'node_modules/bcrypt/prebuilds/linux-arm64/bcrypt.glibc.node': 'arm64',
    });
    expect(Object.keys(elf).filter((name) => name.includes('crc32'))).toHaveLength(1);

    const remote = `${top}.git`;
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { env: env() });
    git('remote', 'add', 'origin', remote);
    git('push', '--quiet', '-u', 'origin', 'main');
    await commands(['deploy-application', '--target', 'staging'], thisMachine());
    await commands(['deploy', '--target', 'staging'], thisMachine());
    expect(await answer(`${manager.name}.localhost`)).toMatch(/^\$2b\$04\$abcdefghijklmnopqrstuu.{31} 3904355907$/);
  },
  180_000,
);
