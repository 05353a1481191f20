import { spawn } from 'node:child_process';
import { PreviewError } from '../../errors';

type Tool = readonly [program: string, ...args: string[]];

/** What takes a text to the clipboard here, in the order in which it is tried. */
export function clipboardTools(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly Tool[] {
  if (platform === 'darwin') return [['pbcopy']];
  if (platform === 'win32') return [['clip.exe']];
  return [
    ...(environment.WAYLAND_DISPLAY ? [['wl-copy'] as const] : []),
    ...(environment.DISPLAY
      ? ([
          ['xclip', '-selection', 'clipboard'],
          ['xsel', '--clipboard', '--input'],
        ] as const)
      : []),
    ...(environment.WSL_DISTRO_NAME ? [['clip.exe'] as const] : []),
  ];
}

/**
 * Puts a text on the clipboard. It stands on no command line.
 *
 * @throws PreviewError `clipboard-missing`
 */
export async function copyToClipboard(text: string, environment: NodeJS.ProcessEnv): Promise<void> {
  for (const tool of clipboardTools(process.platform, environment)) {
    if (await takes(tool, text, environment)) return;
  }
  throw new PreviewError('clipboard-missing', 'No program here puts a text on the clipboard', {
    fault: 'user',
    hint: 'Install wl-clipboard, xclip or xsel on a desktop; or run the client behind `exec --forward --`, which is handed the password.',
  });
}

/** Some stay in the background to serve the clipboard: their outputs are not waited for. */
function takes([program, ...args]: Tool, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
    child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0));
  });
}
