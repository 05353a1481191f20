import type { Certificate } from '../../ports/certificates';
import type { Check } from '../check';
import { eachOf, type Finding, fault, ok, warning } from '../finding';
import type { Member } from '../members';
import type { Snapshot } from '../snapshot';

const day = 24 * 3_600_000;
/** ACM renews a certificate that can be renewed earlier than this. */
const daysBefore = 30;

/** The certificates with which the hosts are served. */
export const certificateCheck: Check = {
  name: 'certificate',
  title: 'certificate',
  after: ['credentials'],
  async look(snapshot) {
    const needing = snapshot.members.filter(
      ({ values }) => values.scheme === 'https' && values.routing !== 'single-instance',
    );
    if (needing.length === 0) return [ok('none is needed: no URL is https through a balancer')];
    return eachOf(needing, (member) => certificateOf(member, snapshot));
  },
};

async function certificateOf({ label, values, names }: Member, snapshot: Snapshot): Promise<Finding> {
  const { region, certificateArn: named } = values;
  const application = named === undefined ? await snapshot.application() : undefined;
  const arn = named ?? application?.certificateArn;
  const wanted = names.join(' and ');
  const deployAgain = `Run \`preview-stacks deploy-application --target ${snapshot.stage}\`.`;
  if (arn === undefined) {
    return application
      ? fault(`the application stack has no certificate for ${wanted}`, deployAgain)
      : warning(`there is none for ${wanted} yet: deploy-application makes it`);
  }
  const fix =
    named === undefined
      ? deployAgain
      : `Set ${label === 'previews' ? 'preview' : label}.certificateArn to one that fits.`;
  const place = arn.split(':')[3] ?? '';
  if (place !== region) return fault(`${arn} is in ${place || 'no region'}, the target in ${region}`, fix);
  const certificate = await snapshot.ports.certificates.certificate(arn);
  if (certificate === undefined) return fault(`there is no certificate ${arn}`, fix);
  return stateOf(certificate, { arn, names, fix, now: snapshot.ports.clock.now() });
}

function stateOf(
  { status, names: covered, notAfter }: Certificate,
  { arn, names, fix, now }: { arn: string; names: readonly string[]; fix: string; now: Date },
): Finding {
  const missing = names.filter((name) => !covers(covered, name));
  if (missing.length > 0) {
    return fault(`${arn} covers ${covered.join(', ')}, and not ${missing.join(' and ')}`, fix);
  }
  if (status === 'PENDING_VALIDATION') {
    return fault(
      `${arn} waits for the proof that the domain is yours`,
      "Delegate the domain to its hosted zone, and write ACM's record there.",
    );
  }
  if (status !== 'ISSUED') return fault(`${arn} is in ${status}`, fix);
  const saw = `${names.join(' and ')}: ISSUED (${arn})`;
  if (notAfter === undefined) return ok(saw);
  const days = Math.floor((notAfter.getTime() - now.getTime()) / day);
  const until = `${saw}, good until ${notAfter.toISOString().slice(0, 10)}`;
  if (days >= daysBefore) return ok(until);
  const left = days === 1 ? '1 day left' : `${days} days left`;
  const why = 'Look in ACM why it is not renewed: its record may be missing in the zone, or it was imported.';
  if (days < 0) return fault(`${saw} expired on ${notAfter.toISOString().slice(0, 10)}`, why);
  return warning(`${until}: ${left}`, why);
}

/** A wildcard covers one label (trap T39). */
function covers(covered: readonly string[], name: string): boolean {
  const above = `*.${name.slice(name.indexOf('.') + 1)}`;
  return covered.some((one) => one === name || (!name.startsWith('*.') && one === above));
}
