import { PreviewError } from '../../errors';

/** SSM knows no agent in an instance. */
export function notManaged(instanceId: string): PreviewError {
  return new PreviewError('instance-not-managed', `SSM does not reach instance ${instanceId}`, {
    fault: 'world',
    hint: "Check that the instance's role allows SSM and that its subnet reaches the internet or SSM's endpoints.",
  });
}
