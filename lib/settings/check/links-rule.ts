import { linkOrder, linkProperty } from '../link-order';
import type { TargetFault, TargetRule } from './target-under-check';

/** Links lead to siblings, in no circle, and what they set is not set by hand too. */
export const linksRule: TargetRule = ({ values: { services } }) => {
  const links = Object.fromEntries(Object.entries(services).map(([name, service]) => [name, service.links]));
  const { cycle } = linkOrder(links);
  const unknown = Object.entries(links).flatMap(([name, linked]) =>
    linked
      .filter((sibling) => !Object.hasOwn(services, sibling))
      .map((sibling) => ({
        settings: [`services.${name}.links`],
        message: `"${sibling}" is none of the services (${Object.keys(services).join(', ')})`,
        hint: 'Name a service of the same target, or remove it.',
      })),
  );
  const twice = Object.entries(links).flatMap(([name, linked]) =>
    [...new Set(linked.filter((sibling, index) => linked.indexOf(sibling) !== index))].map((sibling) => ({
      settings: [`services.${name}.links`],
      message: `"${sibling}" stands there twice`,
      hint: 'Name each sibling once.',
    })),
  );
  const taken = Object.entries(services).flatMap(([name, { links: linked, environment, secrets }]) =>
    linked.flatMap((sibling): TargetFault[] => {
      const kind = services[sibling]?.kind;
      const property = kind && linkProperty(sibling, kind);
      const at = ['environment', 'secrets'].filter((map) =>
        Object.hasOwn(map === 'secrets' ? secrets : environment, property ?? ''),
      );
      return at.map((map) => ({
        settings: [`services.${name}.${map}.${property}`],
        message: `${property} is set by the link to ${sibling}`,
        hint: `Remove it, or the link to ${sibling}.`,
      }));
    }),
  );
  return [
    cycle && {
      settings: cycle.map((name) => `services.${name}.links`),
      message: `the links make a circle: ${cycle.join(' → ')}`,
      hint: 'Take one of these links away: each service is deployed after those that it links to.',
    },
    ...unknown,
    ...twice,
    ...taken,
  ];
};
