import { CdkSynthesizer } from '../../../lib/aws/cloudformation/synthesizer';
import { environmentInput } from '../../../test/constructs/inputs';

/** Run compiled, alone in its process: `synth-child <count> …` prints the milliseconds of so many templates, one after the other, as the median of several rounds for few. */
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
  const secondMs = await took(some(1));
  const milliseconds: number[] = [];
  for (const count of counts) {
    const times: number[] = [];
    for (let round = 0; round < roundsOf(count); round += 1) times.push(await took(some(count)));
    times.sort((a, b) => a - b);
    milliseconds.push(times[Math.floor(times.length / 2)] ?? Number.NaN);
  }
  console.log(JSON.stringify({ loadMs, firstMs, secondMs, milliseconds }));
}

/** One template is too short to be measured once: few are made several times, and the median counts. */
function roundsOf(count: number): number {
  return Math.max(1, Math.ceil(30 / count));
}

void measure(process.argv.slice(2).map(Number));
