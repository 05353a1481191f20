import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AwsAudit } from '../../../lib/aws/s3/audit';
import type { Audit } from '../../../lib/ports/audit';
import { applicationOf } from '../../../lib/previews/application-of';
import { WireWorld } from '../../cleanup/wire-world';
import { type Started, start } from '../../local/start';
import { TerminalStandIn } from '../terminal-stand-in';

/** A repository with settings, the endpoint with its application stack, and the audit in its bundle bucket. */
export class AuditWorld {
  static async open(): Promise<AuditWorld> {
    const local = await start();
    const wire = await WireWorld.open(local);
    const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-audit-'));
    await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(wire.file));
    const stack = await wire.ports.stacks.find('shop-application-staging');
    const bucket = applicationOf(stack, 'staging', local.region)?.bundleBucket ?? '';
    return new AuditWorld(local, wire, folder, bucket);
  }

  readonly audit: Audit;
  /** Of the last invocation. */
  terminal = new TerminalStandIn();

  private constructor(
    private readonly local: Started,
    readonly wire: WireWorld,
    readonly folder: string,
    readonly bucket: string,
  ) {
    this.audit = new AwsAudit(wire.clients, wire.ports.clock);
  }

  /** Of a command with a terminal of its own. */
  invocation() {
    this.terminal = new TerminalStandIn();
    return {
      terminal: this.terminal,
      env: { GITHUB_API_URL: this.wire.github.url },
      cwd: this.folder,
      signal: new AbortController().signal,
    };
  }

  async put(Key: string): Promise<void> {
    await this.wire.clients.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: '{}' }));
  }

  async close(): Promise<void> {
    await this.wire.close();
    await this.local.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
