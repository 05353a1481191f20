import type { Secrets } from '../../../lib/ports/secrets';

export interface SecretsWorld {
  readonly secrets: Secrets;
  /** Makes a secret with this text, and gives its ARN. */
  keep(text: string): string;
}

export function describeSecretsContract(name: string, make: () => Promise<SecretsWorld>): void {
  describe(`secrets kept by ${name}`, () => {
    test('a text is read as it is, by its ARN', async () => {
      const { secrets, keep } = await make();
      const text = '{"username":"ada","password":"\\"quoted\\" ✓"}';
      expect(await secrets.read(keep(text))).toBe(text);
    });

    test('a secret that is not there is an error, never an empty text', async () => {
      const { secrets } = await make();
      const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:gone-AbCdEf';
      await expect(secrets.read(arn)).rejects.toMatchObject({ name: 'PreviewError', exitCode: 1 });
    });
  });
}
