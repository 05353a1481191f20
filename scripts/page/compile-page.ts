import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

/**
 * The modules of the page as one module of JavaScript for browsers, as small as swc makes it. Their texts stand one behind the other, each behind those
 * that it imports; so a name at the top of one is taken for all of them.
 *
 * @param folder where `main.ts` is
 * @throws Error when a name is taken twice
 */
export function compilePage(folder: string): string {
  const sources = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name.slice(0, -'.ts'.length), readFileSync(join(folder, name), 'utf8')]),
  );
  const order = new Set<string>();
  const add = (name: string) => {
    const source = sources.get(name) ?? '';
    for (const [, other = ''] of source.matchAll(/^import [^;]*from '\.\/([a-z-]+)';$/gm))
      if (!order.has(other)) add(other);
    order.add(name);
  };
  add('main');
  const source = [...order].map((name) => alone(sources.get(name) ?? '')).join('\n');
  const names = [...source.matchAll(/^(?:async )?(?:const|let|function) (\w+)/gm)].map(([, name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0)
    throw new Error(`Two modules of the page have a name of their own in common: ${twice.join(', ')}`);
  return minified(source);
}

/** A module without what it says to others. */
function alone(source: string): string {
  return source.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, '');
}

function minified(source: string): string {
  return transformSync(source, {
    configFile: false,
    swcrc: false,
    minify: true,
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2022',
      minify: {
        compress: {
          passes: 3,
          toplevel: true,
          module: true,
          ecma: 2020,
          unsafe_arrows: true,
          keep_fargs: false,
          pure_getters: true,
        },
        mangle: { toplevel: true },
        module: true,
      },
    },
    module: { type: 'es6' },
  }).code;
}
