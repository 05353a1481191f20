import { createHash } from 'node:crypto';
import { PreviewError } from '../../lib/errors';
import { hookPaths } from '../../lib/machine/bundle/hooks/with-hooks';
import type { PackedAsset, PackedBundle, Packer } from '../../lib/ports/packer';
import type { TemplateAsset } from '../../lib/ports/synthesizer';
import type { ServiceSettings } from '../../lib/settings/settings';
import { FaultSwitch } from './fault-switch';

/** Packs whatever `contents` says; nothing touches the disk. */
export class FakePacker implements Packer {
  readonly faults = new FaultSwitch<'ready' | 'pack' | 'open' | 'asset'>();
  /** What was packed, in order: the folder of each service, the path of each file asset. */
  readonly packed: string[] = [];
  /** Stands for the files of the app: other contents, another hash. */
  contents = 'version 1';
  resourceExtensions: readonly string[] = [];
  periodicTasks = false;
  withoutAccessHook = false;
  warnings: readonly string[] = [];
  private readonly zips = new Map<string, string>();

  /** A zip that `open` finds. */
  addZip(file: string, contents: string): void {
    this.zips.set(file, contents);
  }

  async ready(): Promise<void> {
    this.faults.trip('ready');
  }

  async pack(service: ServiceSettings, _root: string): Promise<PackedBundle> {
    this.faults.trip('pack');
    this.packed.push(service.folder);
    return this.bundle(`/tmp/fake/${service.folder}.zip`, this.contents);
  }

  async open(file: string): Promise<PackedBundle> {
    this.faults.trip('open');
    const contents = this.zips.get(file);
    if (contents === undefined) {
      throw new PreviewError('bundle-missing', `there is no bundle at ${file}`, { fault: 'user' });
    }
    return this.bundle(file, contents);
  }

  async asset({ path, bytes }: TemplateAsset): Promise<PackedAsset> {
    this.faults.trip('asset');
    this.packed.push(path);
    return { file: path, bytes };
  }

  private bundle(file: string, contents: string): PackedBundle {
    return {
      hash: createHash('sha256').update(contents).digest('hex'),
      file,
      bytes: contents.length,
      files: 1 + hookPaths.length,
      resourceExtensions: this.resourceExtensions,
      ...(this.warnings.length > 0 && { warnings: this.warnings }),
      ...(this.periodicTasks && { periodicTasks: true }),
      ...(this.withoutAccessHook && { withoutAccessHook: true }),
    };
  }
}
