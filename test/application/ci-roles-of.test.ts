import { ciRolesOf } from '../../lib/application/deploy-application';
import { circleciText } from '../../lib/init/circleci/text';
import { commandsText } from '../../lib/init/github-actions/commands-text';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { sample } from '../init/samples';

const outputs = {
  PreviewRoleArn: 'arn:previews',
  DeployRoleArn: 'arn:stage',
  CleanupRoleArn: 'arn:cleanup',
  ControlRoleArn: 'arn:control',
};

describe('the roles of CI, as deploy-application reports them', () => {
  test('are named like the variables that the jobs look for', async () => {
    const { plan } = await sample('Node with npm');
    const reported = [...Object.keys(ciRolesOf(outputs, 'staging')), ...Object.keys(ciRolesOf(outputs, 'production'))];
    const inCircleci = circleciText(plan)
      .match(/\$[A-Z]+_ROLE_ARN/g)
      ?.map((name) => name.slice(1));
    const inGithub = `${githubActionsText(plan)}${commandsText(plan, { ci: ['github-actions'], word: '/preview' })}`
      .match(/vars\.[A-Z]+_ROLE_ARN/g)
      ?.map((name) => name.slice(5));
    // CircleCI has no job that acts for people.
    expect(new Set(inCircleci).add('CONTROL_ROLE_ARN')).toEqual(new Set(reported));
    expect(inCircleci).not.toContain('CONTROL_ROLE_ARN');
    expect(new Set(inGithub)).toEqual(new Set(reported));
  });

  test('of production are one: it deploys nothing else', () => {
    expect(ciRolesOf(outputs, 'production')).toEqual({ PRODUCTION_ROLE_ARN: 'arn:stage' });
  });

  test('are none when settings name no CI', () => {
    expect(ciRolesOf({}, 'staging')).toEqual({});
  });
});
