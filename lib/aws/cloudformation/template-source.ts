import { createHash } from 'node:crypto';
import type { CreateChangeSetInput } from '@aws-sdk/client-cloudformation';
import { PreviewError } from '../../errors';
import { templateKey } from '../../naming/bundle-key';
import type { StackChange } from '../../ports/stacks';
import type { AwsClients } from '../clients';
import { send } from '../send';

/** CloudFormation takes no longer template in the request itself (user guide, quotas). */
export const inlineLimit = 51_200;

/** The template as a change set takes it: in the request, or in S3 when it is too long for that. */
export async function templateSource(
  { template, templateStore, stackName }: StackChange,
  clients: AwsClients,
): Promise<Pick<CreateChangeSetInput, 'TemplateBody' | 'TemplateURL'>> {
  const bytes = Buffer.byteLength(template.body);
  if (bytes <= inlineLimit) return { TemplateBody: template.body };
  if (templateStore === undefined) {
    throw new PreviewError(
      'template-too-large',
      `the template of ${stackName} has ${bytes} bytes; ${inlineLimit} are allowed without a bucket`,
      {
        fault: 'user',
        hint: 'Take services or settings out of this target. An application stack has a bucket once it is there: deploy it without `rights`, then with them.',
      },
    );
  }
  const hash = createHash('sha256').update(template.body).digest('hex');
  return {
    TemplateURL: await upload(templateStore.bucket, templateKey(templateStore.targetId, hash), template.body, clients),
  };
}

/** Returns the URL to which the SDK uploaded: it alone knows how this endpoint addresses its buckets. */
async function upload(bucket: string, key: string, body: string, clients: AwsClients): Promise<string> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/json' });
  let url = '';
  command.middlewareStack.add(
    (next) => (args) => {
      const { protocol, hostname, port, path } = args.request as {
        protocol: string;
        hostname: string;
        port?: number;
        path: string;
      };
      url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;
      return next(args);
    },
    { step: 'finalizeRequest', name: 'rememberUrl' },
  );
  await send('s3:PutObject', () => clients.s3.send(command));
  return url;
}
