import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PreviewError } from '../../errors';
import { html } from './html';
import { icon } from './icon';
import { style } from './style';

/** One file of the page, as it is sent. */
export interface PageFile {
  /** With the charset. */
  readonly type: string;
  readonly body: string;
}

/**
 * Every file of the page by its path, for a server to keep in memory: `/` and three that it names.
 *
 * @param script its JavaScript. @default what `npm run build` wrote beside this file
 * @throws PreviewError `page-not-built` when there is none
 */
export async function pageFiles(script?: string): Promise<ReadonlyMap<string, PageFile>> {
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page/style.css', { type: 'text/css; charset=utf-8', body: style }],
    ['/page/icon.svg', { type: 'image/svg+xml; charset=utf-8', body: icon }],
    ['/page/script.js', { type: 'text/javascript; charset=utf-8', body: script ?? (await builtScript()) }],
  ]);
}

async function builtScript(): Promise<string> {
  try {
    return await readFile(join(__dirname, 'script.js'), 'utf8');
  } catch (cause) {
    throw new PreviewError('page-not-built', 'The script of the page is not built.', {
      fault: 'us',
      hint: 'Run `npm run build`.',
      cause,
    });
  }
}
