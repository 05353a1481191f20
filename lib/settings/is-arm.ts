/**
 * Whether instances of this type have a Graviton processor. Its families have a `g` after their generation ("g – AWS Graviton processors": EC2
 * user guide, instance type naming conventions, read 2026-11-27); `a1` came before. `g5.xlarge` has none, `g5g.xlarge` has one.
 */
export function isArm(instanceType: unknown): boolean {
  return typeof instanceType === 'string' && /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType);
}
