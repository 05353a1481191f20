import { rollback } from '../../lib/deploy/rollback/rollback';
import type { PreviewRecord } from '../../lib/ports/record';
import { lookAt } from '../../lib/previews/deployed/look-at';
import { updateRecord } from '../../lib/previews/update-record';
import type { SettingsLayer } from '../../lib/settings/settings';
import { sleep } from '../../lib/sleep/sleep';
import type { SleepRequest } from '../../lib/sleep/sleep-request';
import { wake } from '../../lib/sleep/wake';
import { DeployWorld, names, url } from '../deploy/deploy-world';

/** A world in which the preview of a branch was deployed, with a database that runs. */
export class SleepWorld extends DeployWorld {
  constructor() {
    super();
    const outputs = this.stacks.outputsOf;
    this.stacks.outputsOf = (name) => ({ ...outputs(name), ...(name === names.stackName && { Url: url }) });
    this.databases.states.set(this.database, 'available');
  }

  async deployed(more: SettingsLayer = {}): Promise<this> {
    this.settings = { ...this.settings, ...more };
    await this.deploy();
    this.clock.advance(3_600_000);
    this.databases.calls.length = 0;
    this.stacks.calls.length = 0;
    this.events.length = 0;
    return this;
  }

  sleep(more: Partial<SleepRequest> = {}) {
    return sleep(this.ports(), { settings: this.request().settings, signal: this.abort.signal, ...more });
  }

  wake() {
    return wake(this.ports(), { settings: this.request().settings, signal: this.abort.signal });
  }

  rollback() {
    return rollback(this.ports(), { settings: this.request().settings });
  }

  /** Another run, or somebody who may write records, changes the record of the preview. */
  async forge(change: (record: PreviewRecord) => PreviewRecord): Promise<void> {
    const { location } = await lookAt(this.ports(), this.request().settings);
    await updateRecord(this.records, location, (record) => record && change(record));
  }

  /** Something happens while CloudFormation makes the next change set. */
  beforeReview(happens: () => Promise<void>): void {
    const change = this.stacks.change.bind(this.stacks);
    this.stacks.change = async (asked) => {
      await happens();
      return change(asked);
    };
  }

  /** What the deployed template says of the instances of `web`. */
  async sizes(service = 'web'): Promise<Readonly<Record<string, string>>> {
    const stack = await this.stacks.find(names.stackName);
    const template = JSON.parse(await this.stacks.template(stack?.id ?? ''));
    const { OptionSettings } = template.Resources[`Service${service}`].Properties;
    const shown = ['MinSize', 'MaxSize', 'RollingUpdateEnabled'];
    return Object.fromEntries(
      OptionSettings.filter(({ OptionName }: { OptionName: string }) => shown.includes(OptionName)).map(
        ({ OptionName, Value }: { OptionName: string; Value: string }) => [OptionName, Value],
      ),
    );
  }

  get state(): string | undefined {
    return this.databases.states.get(this.database);
  }

  /** Both in the order in which they were asked for. */
  orders(): readonly string[] {
    return this.asked;
  }

  private readonly asked: string[] = [];

  /** From now on the changes of stack and database are noted in one list. */
  watch(): this {
    const { stacks, databases } = this;
    const push = (list: string[]) => {
      const add = list.push.bind(list);
      list.push = (...items) => {
        this.asked.push(...items);
        return add(...items);
      };
    };
    push(stacks.calls);
    push(databases.calls);
    return this;
  }
}
