import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import type { ServiceSettings, TargetSettings } from '../../settings/settings';
import { instanceSubnets } from '../subnets';
import type { Route } from './route';

/** Elastic Load Balancing: a host condition holds 128 characters at most. */
const hostLimit = 128;

/**
 * How requests reach a service of this kind: what is not public has no host.
 *
 * @throws PreviewError as `publicRoute`, and `subnets-missing`
 */
export function routeOf(
  kind: ServiceSettings['kind'],
  settings: TargetSettings,
  application: ApplicationFacts,
  host: string,
): Route {
  if (kind === 'worker') return { kind };
  if (kind === 'internal') return { kind, subnetIds: instanceSubnets(settings.network, application.network) };
  return publicRoute(settings, application, host);
}

/**
 * How requests for a host reach its service, by the settings of the target and what the application stack made.
 *
 * @throws PreviewError `single-instance-https`, `balancer-missing`, `certificate-missing`, `host-too-long`
 */
function publicRoute(settings: TargetSettings, application: ApplicationFacts, host: string): Route {
  const { scheme, access } = settings;
  switch (settings.routing) {
    case 'single-instance':
      if (scheme === 'http') return { kind: 'single-instance', cidrs: access.cidrs };
      throw refusal(
        'single-instance-https',
        `a single instance cannot serve https://${host}: certificates need a balancer`,
        {
          hint: "Set routing to 'load-balancer' or 'shared-load-balancer', or scheme to 'http'.",
        },
      );
    case 'shared-load-balancer':
      if (host.length > hostLimit) {
        throw refusal('host-too-long', `${host} has ${host.length} characters; a balancer's rule holds ${hostLimit}`, {
          hint: 'Choose a shorter domain.',
        });
      }
      if (application.balancer) return { kind: settings.routing, scheme, balancer: application.balancer, host };
      throw refusal(
        'balancer-missing',
        `the application stack of ${application.stage} has no shared balancer for ${host}`,
        {
          hint: `Run deploy-application for ${application.stage} again, with routing 'shared-load-balancer' in the settings.`,
        },
      );
    case 'load-balancer':
      if (scheme === 'http') return { kind: settings.routing, scheme, cidrs: access.cidrs };
      return {
        kind: settings.routing,
        scheme,
        cidrs: access.cidrs,
        certificateArn: certificateOf(settings, application, host),
      };
  }
}

function certificateOf(settings: TargetSettings, application: ApplicationFacts, host: string): string {
  const arn = settings.certificateArn ?? application.certificateArn;
  if (arn !== undefined) return arn;
  throw refusal('certificate-missing', `there is no certificate for ${host}`, {
    hint: `Run deploy-application for ${application.stage} again so that it makes one, or set certificateArn.`,
  });
}

function refusal(code: string, message: string, { hint }: { readonly hint: string }): PreviewError {
  return new PreviewError(code, message, { fault: 'user', hint });
}
