import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PreviewError } from '../../errors';
import type { PackedAsset, PackedBundle, Packer, PackOptions } from '../../ports/packer';
import type { TemplateAsset } from '../../ports/synthesizer';
import { defaultContainerPort } from '../../settings/derived';
import type { ServiceSettings } from '../../settings/settings';
import { buildWords, lookForManagers } from '../dependencies/build-words';
import { type DependenciesDecision, decideDependencies } from '../dependencies/decide-dependencies';
import { instanceMachine, machineName } from '../dependencies/instance-machine';
import { joined, packDependencies } from '../dependencies/pack-dependencies';
import { runProgram } from '../run-program';
import { bundleFiles } from './bundle-files';
import { type BundleFile, byName, contentHash } from './content-hash';
import { dockerrun } from './dockerrun';
import { refuseFindings } from './finding';
import { accessHookPaths } from './hooks/access-hook';
import { withHooks } from './hooks/with-hooks';
import { machineFindings } from './machine-findings';
import { packAsset } from './pack-asset';
import { rdsCertificates } from './rds-certificates';
import { readZip } from './read-zip';
import { resourceExtensions } from './resource-extensions';
import { shapeFindings } from './shape-findings';
import { writeZip } from './write-zip';

/** "Not exceed 500 MB" (developer guide, source bundles, read 2026-11-27; before that it was 512 MB). */
const bundleLimit = 500 * 1024 * 1024;

export interface ZipPackerOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Given what the build command prints, both outputs, as it comes. */
  readonly onBuildOutput: (text: string) => void;
  /** No warning of changes that are not committed. @default false */
  readonly allowDirty?: boolean | undefined;
}

/** Makes bundles on this computer, in a temporary folder that lives until `close`. */
export class ZipPacker implements Packer {
  private workFolder: Promise<string> | undefined;

  constructor(private readonly options: ZipPackerOptions) {}

  ready(service: ServiceSettings, root: string): Promise<void> {
    return lookForManagers(service, root, this.options.environment);
  }

  async pack(service: ServiceSettings, root: string, options: PackOptions = {}): Promise<PackedBundle> {
    if (service.bundle !== undefined) return this.open(resolve(root, service.bundle), service);
    if (service.image !== undefined) {
      return this.zip([dockerrun(service.image, service.containerPort ?? defaultContainerPort)]);
    }
    const folder = resolve(root, service.folder);
    if (!(await isFolder(folder))) {
      throw new PreviewError('bundle-folder-missing', `there is no folder ${folder}`, {
        fault: 'user',
        hint: 'Correct `folder` of the service in the settings file.',
      });
    }
    await this.build(await buildWords(service, root, this.options.environment), folder);
    try {
      const decision = await decideDependencies(service, root, this.options.environment);
      return await this.packFolder(service, { ...options, folder, decision });
    } catch (cause) {
      if (cause instanceof PreviewError) throw cause;
      throw new PreviewError('bundle-unreadable', `the bundle cannot be made: ${(cause as Error).message}`, {
        fault: 'world',
        hint: 'Check that the files of the app can be read and that the disk is not full.',
        cause,
      });
    }
  }

  private async packFolder(service: ServiceSettings, packing: Packing): Promise<PackedBundle> {
    const { folder, decision, say, databaseCertificates } = packing;
    const { environment, allowDirty, onBuildOutput } = this.options;
    const { buildOutput, platform } = service;
    const packed = decision?.how === 'packed';
    const own = await bundleFiles({ folder, buildOutput, environment, allowDirty, packed });
    if (own.files.length === 0) {
      refuseFindings(own.findings, folder);
      throw new PreviewError('bundle-empty', `git tracks no file in ${folder} that .ebignore leaves`, {
        fault: 'user',
        hint: 'Add the files of the app to git, or name what the build writes in `buildOutput`.',
      });
    }
    const machine = instanceMachine(service, environment);
    if (packed) {
      refuseFindings(own.findings, folder);
      say?.({ kind: 'installing', by: installer(decision), machine: machineName(machine) });
    }
    const request = decision && { decision, machine, environment, onOutput: onBuildOutput };
    const dependencies = packed && request ? await packDependencies(request, platform) : undefined;
    try {
      const files = dependencies ? joined(own.files, dependencies) : own.files;
      const findings = [...own.findings, ...(await shapeFindings(files))];
      const { packages = [] } = dependencies ?? {};
      const origin = packed ? 'packed' : 'folder';
      const natives = await machineFindings(files, { service, machine, origin, packages });
      refuseFindings([...findings, ...natives.findings], folder);
      const warnings = [...own.warnings, ...(dependencies?.warnings ?? []), ...natives.warnings];
      return {
        ...(await this.zip(databaseCertificates ? withFile(files, await rdsCertificates()) : files)),
        ...(decision && { dependencies: { how: decision.how, because: decision.because } }),
        ...(warnings.length > 0 && { warnings }),
      };
    } finally {
      await dependencies?.remove();
    }
  }

  async open(file: string, service?: ServiceSettings): Promise<PackedBundle> {
    const bytes = await sizeOf(file);
    return readZip(file, async (files) => {
      const machine = service && instanceMachine(service, this.options.environment);
      refuseFindings(await shapeFindings(files), file);
      const { warnings } = machine
        ? await machineFindings(files, { service, machine, origin: 'zip', packages: [] })
        : { warnings: [] };
      return {
        ...{ hash: await contentHash(files), file, bytes, files: files.length, ...(await contentsOf(files)) },
        ...(warnings.length > 0 && { warnings }),
      };
    });
  }

  async asset(asset: TemplateAsset): Promise<PackedAsset> {
    return packAsset(asset, await this.ownFolder());
  }

  /** Removes the zips that were made. */
  async close(): Promise<void> {
    if (this.workFolder) await rm(await this.workFolder, { recursive: true, force: true });
    this.workFolder = undefined;
  }

  private ownFolder(): Promise<string> {
    this.workFolder ??= mkdtemp(join(tmpdir(), 'preview-stacks-bundles-'));
    return this.workFolder;
  }

  private async zip(own: readonly BundleFile[]): Promise<PackedBundle> {
    const files = withHooks(own);
    const hash = await contentHash(files);
    const file = join(await this.ownFolder(), `${hash}.zip`);
    await writeZip(files, file);
    const bytes = await sizeOf(file);
    return { hash, file, bytes, files: files.length, ...(await contentsOf(files)) };
  }

  private async build([program, ...args]: readonly string[], folder: string): Promise<void> {
    if (program === undefined) return;
    const { environment, onBuildOutput } = this.options;
    const { code } = await runProgram(program, args, { cwd: folder, environment, onOutput: onBuildOutput });
    if (code === 0) return;
    throw new PreviewError('build-failed', `${[program, ...args].join(' ')} ended with ${code ?? 'a signal'}`, {
      fault: 'world',
      hint: `Run it in ${folder} and fix what it reports.`,
    });
  }
}

/** With a file of ours, unless the app has one of that name. */
function withFile(files: readonly BundleFile[], ours: BundleFile): readonly BundleFile[] {
  return files.some(({ name }) => name === ours.name) ? files : [...files, ours].sort(byName);
}

interface Packing extends PackOptions {
  readonly folder: string;
  readonly decision: DependenciesDecision | undefined;
}

function installer({ language, manager }: DependenciesDecision): string {
  return language === 'python' ? 'pip' : manager.name.replace('-classic', '');
}

/** What a deploy has to know of what is in a bundle. */
async function contentsOf(
  files: readonly BundleFile[],
): Promise<Pick<PackedBundle, 'resourceExtensions' | 'periodicTasks' | 'withoutAccessHook'>> {
  const names = new Set(files.map(({ name }) => name));
  return {
    resourceExtensions: await resourceExtensions(files),
    ...(names.has('cron.yaml') && { periodicTasks: true }),
    ...(!accessHookPaths.every((path) => names.has(path)) && { withoutAccessHook: true }),
  };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function sizeOf(file: string): Promise<number> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile()) {
    throw new PreviewError('bundle-missing', `there is no bundle at ${file}`, {
      fault: 'user',
      hint: 'Give the path of a zip file.',
    });
  }
  if (stats.size <= bundleLimit) return stats.size;
  throw new PreviewError(
    'bundle-too-large',
    `the bundle has ${stats.size} bytes; Beanstalk takes 500 MB (${bundleLimit})`,
    {
      fault: 'user',
      hint: 'Name what the app does not need in .ebignore.',
    },
  );
}
