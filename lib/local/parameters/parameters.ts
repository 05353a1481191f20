/** SSM Parameter Store. */
export interface Parameters {
  put(name: string, value: string, options: { type: 'String' | 'SecureString' | 'StringList'; region: string }): void;
  /** By name or ARN. Throws AwsError ParameterNotFound. */
  value(id: string): string;
  delete(name: string): void;
}
