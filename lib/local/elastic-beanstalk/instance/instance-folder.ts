import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The root of an instance: `var/app/current` (a link to the release that runs), `var/log`, `proc/<pid>/environ` as Linux shows it, and
 * `bin/systemctl`, which knows the app's process.
 */
export class InstanceFolder {
  private readonly pidFile: string;

  constructor(readonly root: string) {
    this.pidFile = join(root, 'run', 'web.service.pid');
  }

  /** Makes what is not there yet, or not there any more: an app may remove its own home. */
  prepare(): void {
    const { root } = this;
    for (const part of ['bin', 'run', 'proc', 'tmp', join('var', 'app', 'releases'), join('var', 'log')]) {
      mkdirSync(join(root, part), { recursive: true });
    }
    writeFileSync(join(root, 'bin', 'systemctl'), systemctl(this.pidFile), { mode: 0o755 });
  }

  /** A program that scripts on the instance find. It may hold secrets: other users of the machine can neither read nor run it. */
  writeProgram(name: string, text: string): void {
    const file = join(this.root, 'bin', name);
    // An old one would keep its mode.
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode: 0o700 });
  }

  release(name: string): string {
    return join(this.root, 'var', 'app', 'releases', name);
  }

  makeRelease(name: string): string {
    const folder = this.release(name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    return folder;
  }

  /** Makes `current` this release, and drops the others with their venvs. */
  switchTo(name: string): void {
    link(join('releases', name), join(this.root, 'var', 'app', 'current'));
    for (const other of readdirSync(join(this.root, 'var', 'app', 'releases'))) {
      if (other !== name) {
        rmSync(this.release(other), { recursive: true, force: true });
      }
    }
    const app = join(this.root, 'var', 'app');
    const venv = existsSync(join(app, 'venv', 'app')) ? basename(readlinkSync(join(app, 'venv', 'app'))) : undefined;
    for (const other of venv !== undefined && existsSync(join(app, 'venvs')) ? readdirSync(join(app, 'venvs')) : []) {
      if (other !== venv) {
        rmSync(join(app, 'venvs', other), { recursive: true, force: true });
      }
    }
  }

  /** Where AWS has the venv of an app, so that a script can find it. */
  linkVenv(venv: string): void {
    const folder = join(this.root, 'var', 'app', 'venv');
    mkdirSync(folder, { recursive: true });
    link(venv, join(folder, 'app'));
  }

  /** What /proc would show of the app's process, on systems without /proc too; and the process that systemctl names. */
  showProcess(pid: number, env: Readonly<Record<string, string>>): void {
    rmSync(join(this.root, 'proc'), { recursive: true, force: true });
    mkdirSync(join(this.root, 'proc', String(pid)), { recursive: true, mode: 0o700 });
    const text = Object.entries(env)
      .map(([name, value]) => `${name}=${value}\0`)
      .join('');
    writeFileSync(join(this.root, 'proc', String(pid), 'environ'), text, { mode: 0o600 });
    writeFileSync(this.pidFile, String(pid));
  }

  hideProcess(): void {
    // Without its folder, or with a file in its place, nothing shows a process.
    if (statSync(this.root, { throwIfNoEntry: false })?.isDirectory()) {
      rmSync(join(this.root, 'proc'), { recursive: true, force: true });
      rmSync(this.pidFile, { force: true });
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Replaces a link at once. */
function link(to: string, at: string): void {
  rmSync(`${at}.new`, { force: true });
  symlinkSync(to, `${at}.new`);
  renameSync(`${at}.new`, at);
}

function systemctl(pidFile: string): string {
  return `#!/bin/sh
# The little of systemctl that a script on a Beanstalk instance asks for: the main process of the app's service.
pid=0
[ -f ${quoted(pidFile)} ] && pid=$(cat ${quoted(pidFile)})
# A pid without a process is none.
kill -0 "$pid" 2>/dev/null || pid=0
value=no property= unit= command=
for argument in "$@"; do
  case "$argument" in
    --value) value=yes ;;
    --property=*) property=\${argument#--property=} ;;
    -p) property=next ;;
    -p*) property=\${argument#-p} ;;
    -*) ;;
    *)
      if [ "$property" = next ]; then property=$argument
      elif [ -z "$command" ]; then command=$argument
      else unit=$argument
      fi ;;
  esac
done
case "$command \${unit%.service}" in
  'show web')
    if [ "$property" != MainPID ]; then echo "systemctl here shows MainPID only" >&2; exit 1; fi
    if [ "$value" = yes ]; then echo "$pid"; else echo "MainPID=$pid"; fi ;;
  'is-active web')
    if [ "$pid" = 0 ]; then echo inactive; exit 3; else echo active; fi ;;
  *)
    echo "systemctl here knows: show -p MainPID [--value] web.service, is-active web.service" >&2
    exit 1 ;;
esac
`;
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
