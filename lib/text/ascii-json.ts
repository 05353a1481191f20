/**
 * JSON with every character beyond ASCII as its code: who parses it gets the same value. CloudFormation's GetTemplate gives `?` in place of each such
 * character (aws-cloudformation/cloudformation-coverage-roadmap#814, 2021-03-17), and what is deployed again from that text would lose it
 * (aws/aws-cdk-cli#1915, 2026-08-31).
 */
export function asciiJson(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
