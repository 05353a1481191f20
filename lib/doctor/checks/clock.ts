import { clockDifference, isNotable } from '../../previews/clock-difference';
import type { Check } from '../check';
import { ok, warning } from '../finding';

/** This computer's clock beside AWS's, by which cleanup measures ages. */
export const clockCheck: Check = {
  name: 'clock',
  title: 'clock',
  after: ['credentials'],
  async look({ ports, stacks }) {
    await stacks();
    const aheadMs = ports.stacks.clockAheadMs();
    if (aheadMs === undefined) {
      const fix = 'Check proxies: something removes the header Date, and cleanup deletes nothing without it.';
      return [warning("CloudFormation's answers do not say the time", fix)];
    }
    const saw = clockDifference(aheadMs);
    return [
      isNotable(aheadMs) ? warning(saw, "Set this computer's clock; until then cleanup may keep more.") : ok(saw),
    ];
  },
};
