import { PreviewError } from '../../errors';

/** One thing in a bundle that can never work on an instance. */
export interface Finding {
  /** The code of the error, one for each kind. */
  readonly code: string;
  /** Path in the bundle. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** A finding as a PreviewError of this code would say it. */
export function refusal(code: string, path: string, { message, hint }: Pick<Finding, 'message' | 'hint'>): Finding {
  return { code, path, message, hint };
}

/** Throws one PreviewError that names all findings; its code is the first one's. */
export function refuseFindings(findings: readonly Finding[], whose: string): void {
  const [first] = findings;
  if (first === undefined) return;
  if (findings.length === 1) {
    throw new PreviewError(first.code, `${first.path} ${first.message}`, { fault: 'user', hint: first.hint });
  }
  throw new PreviewError(first.code, `${findings.length} files cannot be in the bundle of ${whose}`, {
    fault: 'user',
    faults: findings.map(({ path, message, hint }) => ({ path, message, hint })),
  });
}
