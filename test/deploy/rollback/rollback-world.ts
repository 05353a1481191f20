import { rollback } from '../../../lib/deploy/rollback/rollback';
import type { RollbackRequest } from '../../../lib/deploy/rollback/rollback-request';
import type { Target } from '../../../lib/naming/target';
import { DeployWorld, names, preview, url } from '../deploy-world';

export const commitOf = (version: number) => String(version).repeat(40);

/** A world in which a target was deployed some times, each time with another bundle and commit. */
export class RollbackWorld extends DeployWorld {
  /** Hashes of the bundle of `web`, by version: the first is 1. */
  readonly hashes = new Map<number, string>();

  constructor() {
    super();
    const outputs = this.stacks.outputsOf;
    const settled = this.stacks.onSettled;
    const api = { UrlApi: url.replace('login-page', 'login-page--api'), VersionApi: 'v-api' };
    this.stacks.outputsOf = (name) => ({ Url: url, ...outputs(name), ...api });
    this.stacks.onSettled = (stack) => {
      settled(stack);
      this.environments.script(names.environmentName('api'), { versionLabel: 'v-api' });
    };
  }

  /** Deploys these versions in order. */
  async deployed(versions: readonly number[], target: Target = preview): Promise<this> {
    for (const version of versions) {
      this.packer.contents = `version ${version}`;
      this.checkout.currentCommit = commitOf(version);
      this.checkout.currentSubject = `Version ${version}`;
      this.repository.push(target.kind === 'preview' ? target.branch : branchOf(target.kind), commitOf(version));
      this.clock.advance(60_000);
      const outcome = await this.deploy(target);
      if (outcome.kind === 'deployed') this.hashes.set(version, outcome.bundles.web ?? '');
    }
    return this;
  }

  rollback(more: Partial<RollbackRequest> = {}, target: Target = preview) {
    this.clock.advance(60_000);
    return rollback(this.ports(), {
      settings: this.request(target).settings,
      signal: this.abort.signal,
      ...more,
    });
  }

  /** Which version the deployed template names, by its bundle and by its commit. */
  async runs(stackName: string): Promise<{ readonly bundle: number | undefined; readonly commit: string | undefined }> {
    const stack = await this.stacks.find(stackName);
    const template = JSON.parse(await this.stacks.template(stack?.id ?? ''));
    const key: string = template.Resources.Versionweb.Properties.SourceBundle.S3Key;
    const [bundle] = [...this.hashes].find(([, hash]) => key.includes(hash)) ?? [];
    const { OptionSettings } = template.Resources.Serviceweb.Properties;
    const option = OptionSettings.find(
      ({ OptionName }: { OptionName: string }) => OptionName === 'PREVIEW_STACKS_COMMIT',
    );
    return { bundle, commit: option?.Value };
  }
}

function branchOf(kind: 'staging' | 'production'): string {
  return kind === 'staging' ? 'main' : 'production';
}
