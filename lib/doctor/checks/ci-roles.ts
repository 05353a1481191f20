import { trustsGitHubActions } from '../../facts/ci-repository';
import type { CiIssuer, TrustedBranch } from '../../settings/ci-issuer';
import type { Check } from '../check';
import { eachOf, type Finding, fault, ok, warning } from '../finding';
import { compareTrust, issuerOf, type WantedTrust } from '../role-trust';
import type { Snapshot } from '../snapshot';
import { repositoryFindings } from './ci-repository';

interface WantedRole extends Pick<WantedTrust, 'control'> {
  readonly name: string;
  readonly trusted: TrustedBranch;
}

/** The roles that CI's jobs take by OpenID Connect: whether they are there and trust these jobs, and whether the account knows who issues their tokens. */
export const ciRolesCheck: Check = {
  name: 'ci-roles',
  title: 'roles for CI',
  after: ['credentials'],
  async look(snapshot) {
    const { settings } = snapshot.request;
    const { ci } = settings.values;
    if (ci === undefined || settings.github === undefined) {
      return [ok('none are asked for: settings name no `ci`, so that jobs bring credentials of their own')];
    }
    const known = (await snapshot.repository()).settings;
    const jobs = { ci: known.values.ci ?? ci, github: known.github ?? settings.github, region: settings.values.region };
    const { account, arn: caller } = await snapshot.ports.account.identity();
    const wanted = rolesOf(snapshot).map(({ name, ...role }) => {
      const issuer = issuerOf({ ...jobs, ...role, provider: '' });
      const provider = `arn:${caller.split(':')[1]}:iam::${account}:oidc-provider/${issuer.name}`;
      return { name, issuer, trust: { ...jobs, ...role, provider } };
    });
    const providers = [...new Map(wanted.map(({ issuer, trust }) => [trust.provider, issuer]))];
    const roles = await eachOf(wanted, ({ name, trust }) => roleFinding(name, trust, snapshot));
    const ofGitHub = trustsGitHubActions(settings) ? await repositoryFindings(snapshot) : [];
    return [
      ...(await eachOf(providers, ([arn, issuer]) => providerFinding(issuer, arn, snapshot))),
      ...ofGitHub,
      ...roles,
    ];
  },
};

function rolesOf({ names, stage, request }: Snapshot): readonly WantedRole[] {
  const { branch, values } = request.settings;
  const deploy = { name: names.deployRoleName, trusted: branch };
  if (stage === 'production') return [deploy];
  const { control } = values;
  return [
    deploy,
    { name: names.previewRoleName, trusted: 'any branch' },
    { name: names.cleanupRoleName, trusted: branch },
    ...(control === undefined
      ? []
      : [
          {
            name: names.controlRoleName,
            trusted: branch,
            control: control.principal === undefined ? {} : { principal: control.principal },
          },
        ]),
  ];
}

async function providerFinding({ name, audience }: CiIssuer, arn: string, snapshot: Snapshot): Promise<Finding> {
  const audiences = await snapshot.ports.roles.audiences(arn);
  if (audiences === undefined) {
    return fault(
      `the account has no identity provider ${name}`,
      `Leave \`createProvider\` at true, in \`ci\` or, for GitHub beside another CI, in \`control\`, and run \`preview-stacks deploy-application --target ${snapshot.stage}\`.`,
    );
  }
  if (audiences.includes(audience)) return ok(`identity provider ${name} for ${audience}`);
  return fault(
    `identity provider ${name} takes tokens for ${audiences.join(', ') || 'no audience'}, not for ${audience}`,
    `Add the audience ${audience} to the provider in IAM.`,
  );
}

async function roleFinding(name: string, wanted: WantedTrust, snapshot: Snapshot): Promise<Finding> {
  const fix = `Run \`preview-stacks deploy-application --target ${snapshot.stage}\`.`;
  const statements = await snapshot.ports.roles.trust(name);
  if (statements === undefined) return fault(`there is no role ${name}`, fix);
  const takeOut = `Take statements that preview-stacks did not make out of the role's trust policy in IAM. ${fix}`;
  const { principal } = wanted.control ?? {};
  const trusted = [...issuerOf(wanted).subjects(wanted.trusted), ...(principal === undefined ? [] : [principal])];
  const trust = compareTrust(statements, wanted);
  switch (trust.kind) {
    case 'as-wanted':
      return ok(`${name} trusts ${trusted.join(' and ')}`);
    case 'lacks': {
      const instead =
        trust.instead.length > 0 ? `it trusts ${trust.instead.join(', ')}` : 'it trusts no jobs of this provider';
      return fault(`${name} does not trust ${trust.subjects.join(' and ')}: ${instead}`, fix);
    }
    case 'other-numbers':
      return fault(`${name} trusts a repository of this name with other numbers: ${trust.subjects.join(', ')}`, fix);
    case 'open':
      return fault(
        trust.claim === 'sub'
          ? `${name} does not deny subjects in which the name of a branch repeats the subject's own words`
          : `${name} does not deny jobs of the workflows that act for people: they have a role of their own`,
        fix,
      );
    case 'trusts-others':
      return fault(`${name} trusts other jobs, too: ${trust.subjects.join(', ')}`, fix);
    case 'allows-others':
      return fault(
        `${name} may trust others, by statements that are none of ours: ${trust.statements.join('; ')}`,
        takeOut,
      );
    case 'refuses-jobs':
      return fault(
        `${name} may refuse jobs, by statements that are none of ours: ${trust.statements.join('; ')}`,
        takeOut,
      );
    case 'vague':
      return warning(
        `${name} trusts more than it needs: it does not look at ${trust.keys.join(', ')} closely`,
        // Without a token deploy-application may learn no number.
        trust.keys.some((key) => /:(sub|repository_id)$/.test(key)) ? `${fix.slice(0, -1)} with a GITHUB_TOKEN.` : fix,
      );
  }
}
