import { CdkSynthesizer } from '../../../lib/aws/cloudformation/synthesizer';
import { FakeSynthesizer } from '../../fakes/fake-synthesizer';
import { describeSynthesizerContract } from './synthesizer.contract';

describeSynthesizerContract('the fake', () => new FakeSynthesizer());
describeSynthesizerContract('the CDK', () => new CdkSynthesizer());
