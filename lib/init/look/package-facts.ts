import { isRecord } from '../../settings/layers/tree';

/** What a `package.json` says that matters here. */
export interface PackageFacts {
  /** @default none */
  readonly name?: string;
  /** Ranges by package. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Commands by script. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Patterns of the folders of its workspaces. */
  readonly workspaces: readonly string[];
  /** Whether `npm test` tests: npm's own placeholder does not. */
  readonly tests: boolean;
  /** As `packageManager` says. @default not said */
  readonly packageManager?: string;
  /** Where Prisma's schema is, as `prisma.schema` says. @default not said */
  readonly prismaSchema?: string;
}

/** Undefined when the text is no package.json that could be read: then nothing is known. */
export function packageFacts(text: string): PackageFacts | undefined {
  const parsed = parse(text);
  if (!isRecord(parsed)) return undefined;
  const scripts = textsOf(parsed.scripts);
  const { packageManager, name, workspaces, prisma } = parsed;
  // Yarn takes a record, too: { packages: [...], nohoist: [...] }.
  const patterns = isRecord(workspaces) ? workspaces.packages : workspaces;
  return {
    ...(typeof name === 'string' && { name }),
    dependencies: textsOf(parsed.dependencies),
    devDependencies: textsOf(parsed.devDependencies),
    scripts,
    workspaces: Array.isArray(patterns) ? patterns.filter((pattern) => typeof pattern === 'string') : [],
    tests: scripts.test !== undefined && !scripts.test.includes('no test specified'),
    ...(typeof packageManager === 'string' && { packageManager }),
    ...(isRecord(prisma) && typeof prisma.schema === 'string' && { prismaSchema: prisma.schema }),
  };
}

function textsOf(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-written, or with comments: the next run of npm reports it.
    return undefined;
  }
}
