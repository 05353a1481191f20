import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;
type Program = readonly [program: string, ...args: string[]];

/** A program that opens a browser may stay as long as that is open. */
const patienceMs = 2000;

/**
 * The programs that open a URL here, the best first; none in CI and where there is no screen. The URL is an argument of its own, and no shell
 * reads it: of `start` and `cmd /c` an ampersand would begin another command.
 *
 * @param platform as `process.platform` says it
 */
export function browserPrograms(url: string, platform: string, env: Environment): readonly Program[] {
  if (env.CI) return [];
  if (platform === 'darwin') return [['open', url]];
  if (platform === 'win32') return [['rundll32', 'url.dll,FileProtocolHandler', url]];
  const wsl = env.WSL_DISTRO_NAME || env.WSL_INTEROP ? ([['wslview', url]] as const) : [];
  const screen = env.DISPLAY || env.WAYLAND_DISPLAY ? ([['xdg-open', url]] as const) : [];
  return [...wsl, ...screen];
}

/** Opens a URL in the browser of the person at this computer. False when there is none, or none of its programs does it. */
export async function openInBrowser(
  url: string,
  { env, platform = process.platform }: { readonly env: Environment; readonly platform?: string },
): Promise<boolean> {
  for (const program of browserPrograms(url, platform, env)) if (await starts(program, env)) return true;
  return false;
}

function starts([program, ...args]: Program, env: Environment): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...env }, stdio: 'ignore', detached: true, shell: false });
    const timer = setTimeout(() => resolve(true), patienceMs);
    const ended = (ok: boolean) => {
      clearTimeout(timer);
      resolve(ok);
    };
    child.on('error', () => ended(false));
    child.on('exit', (code) => ended(code === 0));
    child.unref();
  });
}
