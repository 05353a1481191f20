import { asksForPassword } from '../../access/access-properties';
import { show } from '../show';
import type { TargetFault, TargetRule } from '../target-under-check';

/**
 * What the access hook can write into nginx without a doubt of what nginx makes of it: it ends the deployment at any other. nginx reads `//`, `/x/..` and
 * `/?x` as the start page.
 */
const openPath = /^(\/(?!\.{1,2}([/?]|$))[A-Za-z0-9._~=&-]+)+\/?(\?[A-Za-z0-9._~/%?=&-]*)?$/;

const keys = ['access.password', 'access.users'] as const;

/** What must hold for a target that asks for a password. */
export const accessRule: TargetRule = ({ kind, values: { access, services, region } }) => {
  if (!asksForPassword(access)) return [];
  const settings = keys.filter((key) => access[key === 'access.users' ? 'users' : 'password'] !== undefined);
  return [
    kind === 'production' && {
      settings,
      message: 'a password would keep customers out of production',
      hint: "Write it in staging or preview; what base says, production takes away with 'none'.",
    },
    ...([access.password, access.users] as const).map((arn, index): TargetFault | false => {
      const of = arn?.split(':')[3];
      return (
        of !== undefined &&
        region !== undefined &&
        of !== region && {
          settings: [keys[index] ?? ''],
          message: `the secret is in ${of}, its instances in ${region}`,
          hint: `Name a secret in ${region}: a copy of it (replicate-secret-to-regions) has an ARN of its own.`,
        }
      );
    }),
    ...Object.entries(services).map(([name, { kind: of, healthPath }]): TargetFault | false => {
      return (
        of === 'public' &&
        !openPath.test(healthPath) && {
          settings: [`services.${name}.healthPath`],
          message: `${show(healthPath)} stays open beside access.${access.password === undefined ? 'users' : 'password'}: it must be a path of its own, of letters, digits and . _ ~ / = & -, without empty parts and parts of dots; behind ? may be %, too`,
          hint: "Give the app a path that says only that it is well, such as '/health'.",
        }
      );
    }),
  ];
};
