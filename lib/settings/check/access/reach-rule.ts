import type { TargetFault, TargetRule } from '../target-under-check';

/**
 * A link to a public sibling is its URL: requests go out to the address of the balancer and come in through `access.cidrs`. The
 * addresses of instances in public subnets are not known before; those of a NAT are, and can be named there.
 */
export const reachRule: TargetRule = ({ values: { services, access, network } }) => {
  const open = access.cidrs.some((cidr) => cidr.endsWith('/0'));
  if (open || network.instanceSubnets === 'private') return [];
  return Object.entries(services).flatMap(([name, { links }]) =>
    links
      .filter((sibling) => services[sibling]?.kind === 'public')
      .map((sibling): TargetFault => {
        return {
          settings: [`services.${name}.links`],
          message: `"${sibling}" is public and access.cidrs (${access.cidrs.join(', ')}) would keep ${name} out of it: the instances have other addresses`,
          hint: `Set services.${sibling}.kind to 'internal', open access.cidrs, or set network.instanceSubnets to 'private' and name the addresses of the NAT in access.cidrs.`,
        };
      }),
  );
};
