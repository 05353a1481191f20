import type { BundleFile } from './content-hash';

/** The one file that makes a bundle of a container image: version 1, for a single container (trap T21). */
export function dockerrun(image: string, containerPort: number): BundleFile {
  const content = {
    AWSEBDockerrunVersion: '1',
    // A digest always names the same image, so an image that is there already need not be pulled again.
    Image: { Name: image, Update: image.includes('@sha256:') ? 'false' : 'true' },
    Ports: [{ ContainerPort: containerPort }],
  };
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  return {
    name: 'Dockerrun.aws.json',
    mode: 0o100644,
    read: async function* () {
      yield bytes;
    },
  };
}
