import { PreviewError } from '../errors';
import { hash8 } from './hash8';
import type { Target } from './target';

/** A load balancer's name has 32 characters (API reference, CreateLoadBalancer), the least of what CloudFormation's role may name. */
const limit = 32;

/**
 * The physical name of what an extension adds to the stack of a target: `<project>-<kind>-<label>`, for a preview with a hash of its
 * branch. 32 characters at most, lower case, no `--`: it fits names of ElastiCache (40) and load balancers (32) too. CloudFormation's role
 * for the target reaches it, for it begins as the names of the stack do.
 *
 * @throws PreviewError `extension-name-invalid`
 */
export function extensionName(project: string, target: Target, label: string): string {
  if (typeof label !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(label)) {
    throw new PreviewError('extension-name-invalid', `${JSON.stringify(label)} cannot be a part of a name`, {
      fault: 'user',
      hint: "Write lower-case letters, digits and single hyphens, starting with a letter, such as name('cache').",
    });
  }
  const start = `${project}-${target.kind}-`;
  const whole = `${start}${label}`;
  if (target.kind !== 'preview' && whole.length <= limit) return whole;
  // The whole label counts for the hash, so that two labels that are cut alike still differ.
  const hash = hash8(project, `${target.kind === 'preview' ? target.branch : ''}\0${label}`);
  const cut = label.slice(0, limit - start.length - hash.length - 1).replace(/-$/, '');
  return `${start}${cut}-${hash}`;
}
