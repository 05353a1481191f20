import { isRecord } from '../../settings/layers/tree';

/** What a `package.json` says that matters here. */
export interface PackageFacts {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly scripts: readonly string[];
  /** Whether `npm test` tests: npm's own placeholder does not. */
  readonly tests: boolean;
  /** As `packageManager` says. @default not said */
  readonly packageManager?: string;
}

/** Undefined when the text is no package.json that could be read: then nothing is known. */
export function packageFacts(text: string): PackageFacts | undefined {
  const parsed = parse(text);
  if (!isRecord(parsed)) return undefined;
  const scripts = isRecord(parsed.scripts) ? parsed.scripts : {};
  const test = scripts.test;
  const declared = parsed.packageManager;
  return {
    dependencies: keysOf(parsed.dependencies),
    devDependencies: keysOf(parsed.devDependencies),
    scripts: Object.keys(scripts),
    tests: typeof test === 'string' && !test.includes('no test specified'),
    ...(typeof declared === 'string' && { packageManager: declared }),
  };
}

function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-written, or with comments: the next run of npm reports it.
    return undefined;
  }
}
