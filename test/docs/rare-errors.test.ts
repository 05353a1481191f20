import { closeSync, ftruncateSync, openSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { App, Stack } from 'aws-cdk-lib';
import { awaitChangeSet } from '../../lib/aws/cloudformation/await-change-set';
import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import { deleteRetained } from '../../lib/cleanup/execute/delete-artifacts';
import { HostName } from '../../lib/constructs/network/host-name';
import { StageCertificate } from '../../lib/constructs/network/stage-certificate';
import type { Service } from '../../lib/constructs/service/service';
import { ZipPacker } from '../../lib/machine/bundle/zip-packer';
import { readRemoteRefs } from '../../lib/machine/git/remote-refs';
import { runProgram } from '../../lib/machine/run-program';
import { recordKey } from '../../lib/naming/bundle-key';
import { hostOf } from '../../lib/naming/host';
import { namesOf } from '../../lib/naming/resource-names';
import type { Retained, RetainedOwner } from '../../lib/ports/retained';
import { accountFacts, applicationInput, circleCi, environmentInput, preview, staging } from '../constructs/inputs';
import { DeployWorld, failure, names } from '../deploy/deploy-world';
import { FakeClock } from '../fakes/fake-clock';
import { service } from '../machine/bundle/service-settings';
import { commitAll, gitEnvironment } from '../machine/git/git-fixture';
import { tempFolders } from '../machine/temp-folder';

const newFolder = tempFolders();
const packer = () => new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
const thrown = (work: () => unknown) => failure(new Promise((settle) => settle(work())));

describe('errors that few will ever see', () => {
  test('D26: a bundle larger than Beanstalk takes names both sizes', async () => {
    const file = join(newFolder(), 'large.zip');
    const handle = openSync(file, 'w');
    ftruncateSync(handle, 500 * 1024 * 1024 + 1);
    closeSync(handle);
    const error = await failure(packer().open(file));
    expect(error).toMatchObject({ code: 'bundle-too-large', exitCode: 2 });
    expect(error.message).toMatch(/524288001 bytes.*500 MB/);
  });

  test('a bundle that cannot be written says why', async () => {
    const folder = newFolder();
    commitAll(folder, { 'server.js': '1' });
    const temp = jest.spyOn(os, 'tmpdir').mockReturnValue(join(folder, 'no-such-folder'));
    try {
      const error = await failure(packer().pack(service(), folder));
      expect(error).toMatchObject({ code: 'bundle-unreadable', exitCode: 1 });
      expect(error.message).toContain('no-such-folder');
    } finally {
      temp.mockRestore();
    }
  });

  test('a program that does not end is stopped', async () => {
    const slow = runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      cwd: newFolder(),
      environment: gitEnvironment,
      timeoutMs: 100,
    });
    expect(await failure(slow)).toMatchObject({ code: 'program-timeout', exitCode: 1 });
  });

  test('a remote that prints something else is not believed', async () => {
    expect(await thrown(() => readRemoteRefs('Welcome!\n'))).toMatchObject({
      code: 'remote-not-credible',
      exitCode: 1,
    });
  });

  test('a change set that CloudFormation never finishes is given up', async () => {
    const client = new CloudFormationClient({ region: 'eu-central-1' });
    client.send = () => Promise.resolve({ Status: 'CREATE_IN_PROGRESS' });
    const error = await failure(
      awaitChangeSet(
        client,
        { id: 'arn:change-set', stackId: 'arn:stack' },
        { stackName: 'shop', clock: new FakeClock() },
      ),
    );
    expect(error).toMatchObject({ code: 'change-set-stuck', exitCode: 1 });
  });

  test('a stack that never came to be and cannot be deleted says what stands in the way', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'CREATE_FAILED' });
    world.stacks.failOperation(names.stackName, { operation: 'delete', reason: 'the bucket is locked' });
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'stack-not-removed', exitCode: 1 });
    expect(error.message).toContain('the bucket is locked');
  });

  test('a stack without the output that names the version is a fault of ours', async () => {
    const world = new DeployWorld();
    world.stacks.outputsOf = () => ({});
    expect(await failure(world.deploy())).toMatchObject({ code: 'version-unknown', exitCode: 1 });
  });

  test('what comes back while it is swept is named', async () => {
    const remains = {
      async *find() {
        yield { kind: 'log-group' as const, name: '/aws/elasticbeanstalk/login' };
      },
      remove: () => Promise.resolve(),
    } as unknown as Retained;
    const error = await failure(deleteRetained(remains, {} as RetainedOwner));
    expect(error).toMatchObject({ code: 'remains-left', exitCode: 1 });
    expect(error.message).toContain('/aws/elasticbeanstalk/login');
  });

  test('a target without an address names the setting that is missing', async () => {
    const error = await thrown(() => hostOf({}, namesOf('shop', preview)));
    expect(error).toMatchObject({ code: 'host-missing', exitCode: 2 });
    expect(error.hint).toContain('preview.previewDomain');
  });

  test('an id that is no ARN of a stack makes no record', async () => {
    expect(await thrown(() => recordKey('login', 'login'))).toMatchObject({ code: 'stack-id-invalid', exitCode: 1 });
  });

  test('a service for which no bundle was given makes no template', async () => {
    const made = new CdkSynthesizer().environment({ ...environmentInput(preview), releases: {} });
    expect(await failure(made)).toMatchObject({ code: 'release-missing', exitCode: 1 });
  });

  test('what the CDK throws is a fault of ours, with the stack that was being made', async () => {
    const input = environmentInput(preview);
    const made = new CdkSynthesizer().environment({ ...input, commit: undefined as unknown as string });
    const error = await failure(made);
    expect(error).toMatchObject({ code: 'synth-failed', exitCode: 1 });
    expect(error.message).toContain('shop-preview-');
  });

  test('roles for CI without a repository on GitHub are refused', async () => {
    const input = applicationInput(staging, circleCi);
    const { github: _, ...settings } = input.settings;
    const made = new CdkSynthesizer().application({ ...input, settings });
    expect(await failure(made)).toMatchObject({ code: 'ci-without-repository', exitCode: 2 });
  });

  test('a certificate without a name is a fault of ours', async () => {
    const made = () => new StageCertificate(new Stack(new App()), 'Certificate', { names: [] });
    expect(await thrown(made)).toMatchObject({ code: 'certificate-without-name', exitCode: 1 });
  });

  test('a host name for a worker is refused', async () => {
    const worker = { route: { kind: 'worker' } } as Service;
    const made = () =>
      new HostName(new Stack(new App()), 'Host', {
        host: 'jobs.acme.dev',
        hostedZoneId: accountFacts(staging).hostedZoneId ?? '',
        service: worker,
      });
    expect(await thrown(made)).toMatchObject({ code: 'service-not-public', exitCode: 2 });
  });
});
