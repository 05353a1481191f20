import { openProgram, type ProgramWorld } from '../../constructs/rights/ci-calls/program-world';

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgram();
}, 120_000);
afterAll(() => world.close());

const app = (listening: string, status = '200') => ({
  'server.js': `require('node:http').createServer((asked, answer) => answer.writeHead(${status}).end()).listen(${listening});`,
});

/** Deploys a branch with these files, and gives how that ended, and how long it took. */
async function deploy(branch: string, files: Readonly<Record<string, string>>) {
  world.branch(branch, files);
  const began = Date.now();
  return { ...(await world.run('deploy')), milliseconds: Date.now() - began };
}

test('D11 an app that refuses the host of the check is deployed, with a warning at the end', async () => {
  const status = '/localhost/.test(asked.headers.host) ? 200 : 400';
  const { code, said } = await deploy('allowed-hosts', app('process.env.PORT', status));
  expect({ code, said }).toEqual({ code: 0, said });
  expect(said).toMatch(/! The URL answers, but Beanstalk says that shop-\S+ is Red \(.*answered 400/);
}, 60_000);

test('D12 an app that listens elsewhere ends with the cause that Beanstalk knows', async () => {
  const { code, said } = await deploy('fixed-port', app('0'));
  expect({ code, said }).toEqual({ code: 'unhealthy', said });
  expect(said).toMatch(/answers 50\d.*Beanstalk says that shop-\S+ is Red \(.*PORT/);
}, 60_000);

test('D12 a hook that fails on a first deploy ends the wait at once, with its reason', async () => {
  const { code, said } = await deploy('bad-hook', {
    ...app('process.env.PORT'),
    '.platform/hooks/predeploy/01.sh': '#!/bin/sh\nexit 3\n',
  });
  expect({ code, said }).toEqual({ code: 'unhealthy', said });
  expect(said).toMatch(/The deployment to shop-\S+ failed: .*Instance deployment failed/);
}, 60_000);

test('D10 a deploy outlasts looks that AWS does not answer', async () => {
  world.local.faults.add({
    kind: 'server-error',
    service: 'elasticbeanstalk',
    operation: 'DescribeEnvironments',
    times: 7,
  });
  const { code, said } = await deploy('unseen', app('process.env.PORT'));
  world.local.faults.remove();
  expect({ code, said }).toEqual({ code: 0, said });
}, 120_000);
