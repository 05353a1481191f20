import { certificateCheck } from '../../../lib/doctor/checks/certificate';
import type { Certificate } from '../../../lib/ports/certificates';
import { certificateArn, DoctorWorld } from '../doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

const has = (facts: Partial<Certificate>) => {
  const whole = { status: 'ISSUED', names: ['staging.acme.dev', '*.preview.acme.dev'], ...facts };
  world.certificates.certificates.set(certificateArn, whole);
};
const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 24 * 3_600_000);

test('the one of the application stack covers the host and the previews', async () => {
  const said = await world.said(certificateCheck);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^ok: staging\.acme\.dev: ISSUED \(.*certificate\/1\), good until \d{4}-\d\d-\d\d$/);
  expect(said[1]).toMatch(/^ok: \*\.preview\.acme\.dev: ISSUED/);
});

test('plain http, and a single instance, need none', async () => {
  world.base = { ...world.base, scheme: 'http' };
  expect(await world.said(certificateCheck)).toEqual(['ok: none is needed: no URL is https through a balancer']);
});

test('T39 a wildcard covers one label, and none above it', async () => {
  has({ names: ['*.acme.dev'] });
  expect((await world.said(certificateCheck)).map((line) => line.split(':')[0])).toEqual(['ok', 'fault']);
  has({ names: ['staging.acme.dev', 'preview.acme.dev'] });
  expect((await world.said(certificateCheck))[1]).toBe(
    `fault: ${certificateArn} covers staging.acme.dev, preview.acme.dev, and not *.preview.acme.dev`,
  );
});

test('a stage of several public services needs the names under its host, too', async () => {
  world.staging = { ...world.staging, services: { web: {}, api: { kind: 'public' } } };
  expect((await world.said(certificateCheck))[0]).toContain('and not *.staging.acme.dev');
});

test.each([
  ['PENDING_VALIDATION', 'waits for the proof'],
  ['EXPIRED', 'is in EXPIRED'],
  ['VALIDATION_TIMED_OUT', 'is in VALIDATION_TIMED_OUT'],
])('%s is a fault', async (status, words) => {
  has({ status });
  expect((await world.look(certificateCheck))[0]).toMatchObject({
    state: 'fault',
    saw: expect.stringContaining(words),
  });
});

test('30 days before its end it is a warning', async () => {
  has({ notAfter: inDays(30) });
  expect((await world.look(certificateCheck))[0]?.state).toBe('ok');
  has({ notAfter: inDays(29.5) });
  expect((await world.look(certificateCheck))[0]).toMatchObject({
    state: 'warning',
    saw: expect.stringContaining('29 days left'),
  });
});

test('one whose time is over is a fault, though ACM still has it as issued', async () => {
  has({ notAfter: inDays(-1) });
  expect((await world.look(certificateCheck))[0]).toMatchObject({
    state: 'fault',
    saw: expect.stringContaining('expired on'),
  });
});

test('one that settings name is looked at in its place: another region, or none there, is a fault', async () => {
  const elsewhere = 'arn:aws:acm:us-east-1:111122223333:certificate/2';
  world.preview = { ...world.preview, certificateArn: elsewhere };
  expect((await world.look(certificateCheck))[1]).toEqual({
    state: 'fault',
    saw: `${elsewhere} is in us-east-1, the target in eu-central-1`,
    mend: 'Set preview.certificateArn to one that fits.',
  });
  const gone = 'arn:aws:acm:eu-central-1:111122223333:certificate/2';
  world.preview = { ...world.preview, certificateArn: gone };
  expect((await world.said(certificateCheck))[1]).toBe(`fault: there is no certificate ${gone}`);
});

test('before the application stack there is none yet; a stack without one is a fault', async () => {
  await world.dropOutput('CertificateArn');
  expect((await world.said(certificateCheck))[0]).toBe(
    'fault: the application stack has no certificate for staging.acme.dev',
  );
  world.stacks.vanish(world.names.stackName);
  expect((await world.said(certificateCheck))[0]).toMatch(/^warning: there is none for staging\.acme\.dev yet/);
});
