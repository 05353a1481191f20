import { strictEqual } from 'node:assert';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startLocal } from 'preview-stacks/local';

test('a program of ours asks the AWS that its environment names', async () => {
  await using aws = await startLocal({ region: 'us-east-1' });
  const program = 'console.log(process.env.AWS_ENDPOINT_URL)';
  const env = { ...process.env, ...aws.environment };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env });
  strictEqual(stdout.trim(), aws.endpoint);
});
