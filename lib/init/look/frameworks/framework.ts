import type { AppSources } from '../app-sources';
import { fixedPortNote } from '../fixed-port';

/** How an application runs. */
export type AppKind = 'node' | 'python' | 'docker';

/** How an application of a framework is built and started. Each fact has its source, with a date, beside it. */
export interface FrameworkPlan {
  readonly framework: string;
  readonly kind: AppKind;
  /** What the build writes, from the folder of the application. @default nothing that this framework would know */
  readonly buildOutput?: readonly string[];
  /** Shell commands after the build script that complete what it writes. @default none */
  readonly afterBuild?: readonly string[];
  /** Starts what was built. @default what package.json's `start` says */
  readonly start?: string;
  /** `start` holds even where package.json has a script of that name. @default false */
  readonly startAlways?: boolean;
  /** Variables by which it listens where the proxy of an instance asks. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
  /** Port on which it listens when `PORT` is not set. */
  readonly port: number;
  /** Files for browsers only: the front page tells whether they are served. @default false */
  readonly static?: boolean;
  /** What a person must know or do. */
  readonly notes: readonly string[];
}

/** Recognises an application of one framework; undefined when it is none. */
export type Framework = (app: AppSources) => FrameworkPlan | undefined | Promise<FrameworkPlan | undefined>;

/** A plan for files that a browser runs, which nothing serves yet. */
export function staticSite(
  framework: string,
  output: string,
  app: AppSources,
  { singlePage }: { readonly singlePage: boolean },
): FrameworkPlan {
  // serve 14.2.7 listens on PORT, 3000 without it; --single answers every path with index.html (its README, npm 2026-11).
  const installed = app.node !== undefined && 'serve' in app.node.dependencies;
  return {
    framework,
    kind: 'node',
    buildOutput: [output],
    start: `npx serve ${singlePage ? '--single ' : ''}${output}`,
    port: 3000,
    static: true,
    notes: installed
      ? []
      : [
          `The build of ${framework} writes files into '${output}' that a browser runs, and no server. The Procfile serves them with the package serve: add it with \`npm install serve\` (not as a development dependency), or serve them from a service that you have.`,
        ],
  };
}

/** A plan for a server that the app writes itself: package.json says how it starts, its sources where it listens. */
export function plainServer(framework: string, app: AppSources): FrameworkPlan {
  const text = [...app.sources.values()].join('\n');
  const listens = /\blisten\b/.test(text) && !/\bPORT\b/.test(text);
  const notes =
    listens && fixedPortNote(app) === undefined
      ? ['No source reads PORT: the app must listen on the port that this variable names, which an instance sets.']
      : [];
  return { framework, kind: 'node', port: 3000, notes };
}
