import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationInput, environmentInput, preview, production, staging } from './inputs';
import { applicationTemplate, environmentTemplate, type Template } from './template';

const folder = join(__dirname, '..', 'snapshots');
const shapes: readonly (readonly [string, () => Promise<Template>])[] = [
  ['production', () => environmentTemplate(environmentInput(production))],
  ['staging', () => environmentTemplate(environmentInput(staging))],
  ['preview', () => environmentTemplate(environmentInput(preview))],
  ['application-production', () => applicationTemplate(applicationInput(production))],
  ['application-staging', () => applicationTemplate(applicationInput(staging))],
];

describe('the template of each target', () => {
  // After a wanted change: UPDATE_SNAPSHOTS=1 npx jest test/constructs/snapshots
  test.each(shapes)('%s is the one that was reviewed', async (name, synthesize) => {
    const { body } = await synthesize();
    const file = join(folder, `${name}.template.json`);
    const made = `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
    if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync(file, made);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(made)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test.each(shapes)('%s is small enough to be sent without a bucket', async (_, synthesize) => {
    expect(Buffer.byteLength((await synthesize()).body)).toBeLessThan(51_200);
  });

  test('has the same logical ids for production, staging and a preview, apart from the own balancer of a route', async () => {
    const ids = async (target: Parameters<typeof environmentInput>[0]) =>
      Object.keys((await environmentTemplate(environmentInput(target))).resources).filter(
        (id) => !id.startsWith('WebBalancerSecurityGroup'),
      );
    const ofPreview = await ids(preview);
    expect(ofPreview.length).toBeGreaterThan(10);
    expect(await ids(production)).toEqual(ofPreview);
    expect(await ids(staging)).toEqual(ofPreview);
  });

  test('of a preview and of production differ in no option that settings do not give', async () => {
    const [ofPreview, ofProduction] = await Promise.all(
      [preview, production].map(async (target) => (await environmentTemplate(environmentInput(target))).options()),
    );
    const differing = Object.entries(ofProduction ?? {}).flatMap(([namespace, options]) =>
      Object.entries(options)
        .filter(([name, value]) => JSON.stringify(ofPreview?.[namespace]?.[name]) !== JSON.stringify(value))
        .map(([name]) => `${namespace} ${name}`),
    );
    const routing = /^aws:elbv2:|^aws:elasticbeanstalk:environment LoadBalancerIsShared$/;
    expect(differing.filter((option) => !routing.test(option)).sort()).toEqual([
      'aws:autoscaling:asg MaxSize',
      'aws:autoscaling:asg MinSize',
      'aws:autoscaling:updatepolicy:rollingupdate RollingUpdateEnabled',
      'aws:ec2:instances InstanceTypes',
      'aws:elasticbeanstalk:application:environment PREVIEW_STACKS_TARGET',
      'aws:elasticbeanstalk:application:environment PREVIEW_STACKS_URL',
      'aws:elasticbeanstalk:cloudwatch:logs RetentionInDays',
      'aws:elasticbeanstalk:cloudwatch:logs:health RetentionInDays',
      'aws:elasticbeanstalk:command DeploymentPolicy',
      'aws:elasticbeanstalk:environment ServiceRole',
    ]);
  });
});
