import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../demo/program';

export interface Photograph {
  /** URL of the page. */
  readonly page: string;
  /** Path of the PNG that is written. */
  readonly picture: string;
  /** Size of the window, in CSS pixels; the picture has twice as many. */
  readonly width: number;
  readonly height: number;
  /** An empty folder for the browser's own files. */
  readonly profile: string;
}

/** On Linux `system-ui` is what the machine happens to have; these two look alike everywhere, where they are installed. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match><test name="family"><string>system-ui</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
  <match><test name="family"><string>sans</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
  <match><test name="family"><string>sans-serif</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
  <match><test name="family"><string>ui-monospace</string></test><edit name="family" mode="prepend" binding="strong"><string>JetBrains Mono</string></edit></match>
</fontconfig>
`;

/** Photographs a page with Chromium, which must be on the PATH under one of its usual names. */
export async function photograph({ page, picture, width, height, profile }: Photograph): Promise<void> {
  mkdirSync(profile);
  writeFileSync(join(profile, 'fonts.conf'), fonts);
  const env = { ...process.env, FONTCONFIG_FILE: join(profile, 'fonts.conf') };
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    '--force-device-scale-factor=2',
    '--virtual-time-budget=5000',
    `--user-data-dir=${profile}`,
    `--window-size=${width},${height}`,
    `--screenshot=${picture}`,
    page,
  ];
  for (const browser of ['chromium', 'chromium-browser', 'google-chrome']) {
    const ran = await run(browser, flags, { cwd: '/', env }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (ran?.code === 0) return;
    if (ran) throw new Error(`${browser} ended with ${ran.code}: ${ran.stderr.trim()}`);
  }
  throw new Error('No Chromium here. Install one (Debian: apt-get install chromium) and run this again.');
}
