import type { AppSources } from './app-sources';

const fixed = [
  /\.listen\(\s*(?:\{[^{}]{0,200}?\bport\s*:\s*)?(\d{2,5})\b/,
  // @hono/node-server, Bun and Deno.
  /\bserve\(\s*\{[\s\S]{0,300}?\bport\s*:\s*(\d{2,5})\b/,
];

/** What to do where the sources of a Node.js app listen on a port that stands there as a number; undefined where one reads PORT. */
export function fixedPortNote({ sources }: AppSources): string | undefined {
  const texts = [...sources.values()];
  if (texts.some((text) => /\bPORT\b/.test(text))) return undefined;
  const found = texts.flatMap((text) => fixed.flatMap((pattern) => pattern.exec(text)?.[1] ?? []))[0];
  return found === undefined
    ? undefined
    : `The app listens on port ${found}, and no source reads PORT: an instance sets PORT, and asks there. Write \`Number(${['process', 'env', 'PORT'].join('.')} ?? ${found})\` in place of ${found}.`;
}
