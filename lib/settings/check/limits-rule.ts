import { globMatches } from '../glob';
import type { TargetFault, TargetRule } from './target-under-check';

/** No preview is larger than `limits` allow, whatever an override of its branch says. */
export const limitsRule: TargetRule = ({ kind, values }) => {
  const { limits, database, services } = values;
  if (kind !== 'preview' || limits === undefined) return [];
  const { instances = Number.POSITIVE_INFINITY, instanceTypes, instanceClasses, storageGiB } = limits;
  return [
    ...Object.entries(services).flatMap(([name, service]): (TargetFault | undefined)[] => [
      service.instances.max > instances
        ? tooLarge([`services.${name}.instances.max`], `${service.instances.max} instances`, `${instances}`)
        : undefined,
      notAmong([`services.${name}.instanceType`], service.instanceType, instanceTypes),
    ]),
    ...(database === 'none'
      ? []
      : [
          notAmong(['database.instanceClass'], database.instanceClass, instanceClasses),
          storageGiB !== undefined && database.storageGiB > storageGiB
            ? tooLarge(['database.storageGiB'], `${database.storageGiB} GiB`, `${storageGiB}`)
            : undefined,
        ]),
  ];
};

function notAmong(settings: string[], value: string, patterns: readonly string[] | undefined): TargetFault | undefined {
  if (patterns === undefined || patterns.some((pattern) => globMatches(pattern, value))) return undefined;
  return tooLarge(settings, `"${value}"`, patterns.join(', '));
}

function tooLarge(settings: readonly string[], value: string, most: string): TargetFault {
  const hint = 'Choose what limits allow, or change limits in preview.';
  return { settings, message: `${value} is more than limits allow a preview: ${most}`, hint };
}
