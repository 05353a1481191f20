import type { FrameworkPlan } from './frameworks/framework';
import type { PackageFacts } from './package-facts';

/** How an instance starts an application. */
export interface Start {
  /** What a Procfile must say after `web:`. @default what Beanstalk does by itself is right, or nothing is known */
  readonly procfile?: string;
  /** Why `npm start` does not do on an instance, which installs no development dependencies. @default it does */
  readonly because?: string;
}

/** Programs that only help to develop, by their first words: none of them is to serve a preview. */
const developing = [
  ...[
    'nodemon',
    'ts-node-dev',
    'tsnd',
    'nest start',
    'next dev',
    'nuxt dev',
    'nuxi dev',
    'nuxt preview',
    'astro dev',
    'astro preview',
  ],
  ...[
    'vite',
    'vite dev',
    'vite serve',
    'vite preview',
    'react-router dev',
    'react-scripts start',
    'ng serve',
    'webpack serve',
  ],
  ...[
    'webpack-dev-server',
    'vue-cli-service serve',
    'parcel',
    'gatsby develop',
    'wrangler',
    'astro',
    'nuxt',
    'node --watch',
    'tsx watch',
  ],
];
/** The package of a program, where it has another name. */
const packages: Readonly<Record<string, string>> = {
  nest: '@nestjs/cli',
  fastify: 'fastify-cli',
  'react-router-serve': '@react-router/serve',
  'babel-node': '@babel/node',
  dotenv: 'dotenv-cli',
  tsc: 'typescript',
};

/** What starts an application with the platform's own means or a Procfile; `none` of them is known where both are missing. */
export function startOf(node: PackageFacts | undefined, plan: FrameworkPlan | undefined): Start {
  if (plan && plan.kind !== 'node') return plan.start === undefined ? {} : { procfile: plan.start };
  const script = node?.scripts.start;
  if (node === undefined || script === undefined) return plan?.start === undefined ? {} : { procfile: plan.start };
  const because = unfit(node, 'start');
  if (because === undefined && !plan?.startAlways) return {};
  const procfile = plan?.start ?? productionStart(node, script);
  return { ...(procfile !== undefined && { procfile }), ...(because !== undefined && { because }) };
}

/** A start for production beside the one for development. */
function productionStart(node: PackageFacts, script: string): string | undefined {
  const other = ['start:prod', 'start:production', 'serve:prod', 'prod', 'serve'].find(
    (name) => node.scripts[name] !== undefined && unfit(node, name) === undefined,
  );
  if (other !== undefined) return `npm run ${other}`;
  const [, file] = /^nodemon\s+(?:--\s+)?([\w./-]+\.[cm]?js|[\w/-]+|\.)$/.exec(script.trim()) ?? [];
  return file === undefined ? undefined : `node ${file}`;
}

/** Why a script does not run on an instance; undefined where it does. */
function unfit(node: PackageFacts, name: string, depth = 0): string | undefined {
  for (const part of (node.scripts[name] ?? '').split(/&&|\|\||[;&|]/)) {
    const words = wordsOf(part);
    const [program = ''] = words;
    const inner = /^(?:npm|pnpm|yarn|bun)$/.test(program)
      ? words.find((word, at) => at > 0 && word in node.scripts)
      : undefined;
    const because =
      inner !== undefined && inner !== name && depth < 3 ? unfit(node, inner, depth + 1) : unfitWords(node, words);
    if (because !== undefined) return because;
  }
  return undefined;
}

function unfitWords(node: PackageFacts, words: readonly string[]): string | undefined {
  const [program = '', second = ''] = words;
  const line = words.join(' ');
  const tool = developing.find(
    (one) => line === one || `${program} ${second}` === one || (one === program && second.startsWith('-')),
  );
  if (tool !== undefined || program === 'nodemon' || program === 'ts-node-dev')
    return `"${tool ?? program}" is for development`;
  const loader =
    program === 'node'
      ? /(?:-r|--require|--import|--loader|--experimental-loader)[\s=]+(@?[\w-]+(?:\/[\w-]+)?)/.exec(line)?.[1]
      : program;
  if (loader === undefined) return undefined;
  const candidates = [packages[loader] ?? loader, loader.split('/')[0] ?? ''];
  const developed = candidates.find((one) => one in node.devDependencies && !(one in node.dependencies));
  return developed === undefined ? undefined : `it needs the development dependency ${developed}`;
}

/** The words of a command, without what only sets variables or finds the program. */
function wordsOf(command: string): string[] {
  const words = command.trim().split(/\s+/);
  while (/^(?:npx|cross-env|env|exec|\w+=.*)$/.test(words[0] ?? '')) words.shift();
  return words;
}
