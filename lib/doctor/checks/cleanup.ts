import { lastCleanup } from '../../previews/last-cleanup';
import type { Check } from '../check';
import { ok, warning } from '../finding';

/** Whether the job that takes previews away does its work. */
export const cleanupCheck: Check = {
  name: 'cleanup',
  title: 'last cleanup',
  after: ['credentials'],
  concerns: ({ request }) => request.previewSettings !== undefined,
  async look({ ports, request: { settings, previewSettings } }) {
    const { maxAgeHours } = (previewSettings ?? settings).values.cleanup;
    const last = await lastCleanup(ports, { project: settings.project, now: ports.clock.now(), maxAgeHours });
    if (last === undefined) return [];
    const fix = 'Schedule `preview-stacks cleanup --execute` every hour, and look at the log of its last run.';
    if (last.warning !== undefined) return [warning(last.warning, fix)];
    const { at, counts } = last.heartbeat ?? {};
    return [ok(`ended well at ${at}: ${counts?.deleted} deleted, ${counts?.kept} kept, ${counts?.left} left`)];
  },
};
