import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackBundle } from '../../elastic-beanstalk/instance/unpack-bundle';
import { AwsError } from '../../http/aws-error';
import type { ObjectStore } from '../../s3/store/object-store';
import type { CodeSource } from '../functions';
import { responseModule } from './response-module';

export interface Code {
  /** In Base64. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * The unpacked code of functions, a folder each. Above them lies what AWS's own runtime brings: the SDK, where this program has one, and the
 * module `cfn-response`.
 */
export class CodeStore {
  private readonly root: string;

  constructor(
    folder: string,
    private readonly s3: Pick<ObjectStore, 'getObject'>,
  ) {
    this.root = join(folder, 'lambda');
    mkdirSync(join(this.root, 'code'), { recursive: true });
  }

  /** Throws AwsError InvalidParameterValueException for code that is not there or is no zip. */
  async keep(source: CodeSource): Promise<Code> {
    const fresh = await mkdtemp(join(this.root, 'fresh-'));
    try {
      const unpacked = join(fresh, 'unpacked');
      mkdirSync(unpacked);
      const file = join(fresh, 'code.zip');
      if ('text' in source) {
        await writeFile(file, source.text);
        await writeFile(join(unpacked, 'index.js'), source.text);
      } else {
        await this.fetch(source, file);
        await unpackBundle(file, unpacked).catch(() => {
          throw refusal('Could not unzip uploaded file. Please check your file, then try to upload again.');
        });
      }
      const hash = createHash('sha256');
      await pipeline(createReadStream(file), hash);
      const code = { sha256: hash.digest('base64'), size: statSync(file).size };
      await this.bringRuntime();
      // Two functions may have the same code at the same time.
      if (!existsSync(this.folderOf(code))) {
        await rename(unpacked, this.folderOf(code)).catch(() => undefined);
      }
      return code;
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }

  folderOf({ sha256 }: Pick<Code, 'sha256'>): string {
    return join(this.root, 'code', Buffer.from(sha256, 'base64').toString('hex'));
  }

  async remove(code: Pick<Code, 'sha256'>): Promise<void> {
    await rm(this.folderOf(code), { recursive: true, force: true });
  }

  private async fetch({ bucket, key }: { bucket: string; key: string }, file: string): Promise<void> {
    try {
      const { body } = await this.s3.getObject(bucket, key);
      await pipeline(body, createWriteStream(file));
    } catch (error) {
      const { code = 'Error', message } = error as AwsError;
      throw refusal(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
    }
  }

  private async bringRuntime(): Promise<void> {
    const modules = join(this.root, 'node_modules');
    mkdirSync(join(modules, 'cfn-response'), { recursive: true });
    await writeFile(join(modules, 'cfn-response', 'index.js'), responseModule);
    const sdk = (require.resolve.paths('@aws-sdk') ?? [])
      .map((folder) => join(folder, '@aws-sdk'))
      .find((folder) => existsSync(folder));
    if (sdk !== undefined) {
      // It is there already after the first time.
      await symlink(sdk, join(modules, '@aws-sdk')).catch(() => undefined);
    }
  }
}

function refusal(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
