import { givenNames } from '../../given-names';
import { linkProperty } from '../../link-order';
import type { TargetFault, TargetRule } from '../target-under-check';

/** Names by which services get their database are neither those of their files nor those of links. */
export const givenNamesRule: TargetRule = ({ values: { services, database, fileStore } }) => {
  const ofDatabase = database === 'none' ? {} : database.environment;
  const ofFiles = fileStore === 'none' ? {} : fileStore.environment;
  return Object.entries(services).flatMap(([name, service]): TargetFault[] => {
    const given = givenNames(ofDatabase, service).map(([property]) => property);
    const files = givenNames(ofFiles, service).map(([property]) => property);
    const links = service.links.map((sibling) => ({
      sibling,
      property: linkProperty(sibling, services[sibling]?.kind ?? 'public'),
    }));
    const at = { database: given, fileStore: files };
    return [
      ...files
        .filter((property) => given.includes(property))
        .map((property) => ({
          settings: [`fileStore.environment.${property}`, `database.environment.${property}`],
          message: `${property} is given by the database, too`,
          hint: "Give one of them another name, or set one to 'none'.",
        })),
      ...Object.entries(at).flatMap(([record, properties]) =>
        links
          .filter(({ property }) => properties.includes(property))
          .map(({ sibling, property }) => ({
            settings: [`${record}.environment.${property}`],
            message: `${property} is set by the link of ${name} to ${sibling}`,
            hint: `Give it another name, or remove the link to ${sibling}.`,
          })),
      ),
    ];
  });
};
