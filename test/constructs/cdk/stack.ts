import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-cdk-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

export const env = { account: '111122223333', region: 'eu-central-1' };
const platformArn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22/6.7.0';
export const release = { bundleKey: 'shop/1.zip', platformArn };
export const boundaryArn = 'arn:aws:iam::111122223333:policy/shop-boundary';
export const serviceRoleArn = 'arn:aws:iam::111122223333:role/beanstalk';
export const secretArn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';

/** What a service needs besides its network, its release and its route. */
export const parts = {
  ...{ name: 'web', applicationName: 'shop', environmentName: 'shop-web' },
  ...{ bundleBucket: 'bundles', bundlePrefix: 'shop/', rolePath: '/shop/' },
  ...{ serviceRoleArn, permissionsBoundaryArn: boundaryArn, release },
} as const;

let count = 0;

/** An app of somebody else. */
export function newApp(): App {
  count += 1;
  return new App({ outdir: join(outdir, String(count)), analyticsReporting: false });
}

/** A stack in an app of somebody else. */
export function newStack(): Stack {
  return new Stack(newApp(), 'Shop', { env });
}

/** The template of what is built in a stack. */
export function synthesized(build: (stack: Stack) => unknown): Template {
  const stack = newStack();
  build(stack);
  return Template.fromStack(stack);
}

/** Option settings of the only environment: `namespace option` → value. */
export function options(template: Template): Readonly<Record<string, unknown>> {
  const [environment] = Object.values(template.findResources('AWS::ElasticBeanstalk::Environment'));
  const settings = environment?.Properties.OptionSettings as {
    Namespace: string;
    OptionName: string;
    Value: unknown;
  }[];
  return Object.fromEntries(settings.map(({ Namespace, OptionName, Value }) => [`${Namespace} ${OptionName}`, Value]));
}

/** The code of the error that something throws, and its message. */
export function thrown(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const { code, message, hint } = error as { code?: string; message: string; hint?: string };
    return `${code}: ${message} ${hint}`;
  }
  return 'nothing';
}
