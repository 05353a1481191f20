import { CdkSynthesizer } from '../../../lib/aws/synthesizer';
import { environmentInput } from '../../../test/constructs/inputs';

/** Run compiled, alone in its process: `synth-child <count> …` prints the milliseconds of so many templates, one after the other. */
async function measure(counts: readonly number[]): Promise<void> {
  const synthesizer = new CdkSynthesizer();
  const took = async (work: () => unknown): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const some = (count: number) => async () => {
    for (let index = 0; index < count; index += 1) {
      await synthesizer.environment(environmentInput({ kind: 'preview', branch: `feature/number-${index}` }));
    }
  };
  const loadMs = await took(() => require('aws-cdk-lib'));
  const firstMs = await took(some(1));
  const milliseconds: number[] = [];
  for (const count of counts) milliseconds.push(await took(some(count)));
  console.log(JSON.stringify({ loadMs, firstMs, milliseconds }));
}

void measure(process.argv.slice(2).map(Number));
