import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationStack, Database, placeOf, Service } from '../../../lib/index';
import { accountFacts, applicationInput, environmentInput, preview, staging } from '../inputs';
import { env, newApp, newStack, options, release, synthesized, thrown } from './stack';

const http = { kind: 'load-balancer', scheme: 'http', cidrs: ['0.0.0.0/0'] } as const;

describe('a place', () => {
  test('says of a service what an environment stack would say', () => {
    const { settings, target, application, releases } = environmentInput(preview);
    const place = placeOf({ project: settings.project, target, application });
    const template = synthesized((stack) => {
      const route = { kind: 'shared-load-balancer', scheme: 'https', host: 'login.preview.acme.dev' } as const;
      const service = new Service(stack, 'Web', { place, name: 'web', route, release: releases.web ?? release });
      new Database(stack, 'Database', { place }).connect(service);
    });
    template.hasResourceProperties('AWS::ElasticBeanstalk::Environment', {
      ApplicationName: 'shop-staging',
      EnvironmentName: Match.stringLikeRegexp('^shop-feature-lo.*--web$'),
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      Path: '/shop-preview/',
      PermissionsBoundary: application.previews?.permissionsBoundaryArn,
    });
    expect(options(template)['aws:elbv2:loadbalancer SharedLoadBalancer']).toBe(application.balancer?.arn);
  });

  test('of an application stack of the same app says what its outputs will say', () => {
    const app = newApp();
    const application = new ApplicationStack(app, 'Application', applicationInput(staging));
    const stack = new Stack(app, 'Shop', { env });
    const place = application.place(staging);
    const route = { kind: 'load-balancer', scheme: 'https', cidrs: ['0.0.0.0/0'] } as const;
    new Service(stack, 'Web', { place, name: 'web', release, route });
    expect(place.parts.applicationName).toBe('shop-staging');
    expect(place.environmentName('api')).toBe('shop-staging--api');
    expect(application.facts).toMatchObject({ stage: 'staging', network: accountFacts(staging).network });
    const table = options(Template.fromStack(stack));
    expect(JSON.stringify(table['aws:elasticbeanstalk:environment ServiceRole'])).toContain('Fn::ImportValue');
    expect(JSON.stringify(table['aws:elbv2:listener:443 SSLCertificateArns'])).toContain('StageCertificate');
  });

  test('without a balancer or a certificate is refused for a route that needs one', () => {
    const { application } = environmentInput(staging);
    const { balancer: _, certificateArn: __, ...bare } = application;
    const place = placeOf({ project: 'shop', target: staging, application: bare });
    const build = (route: object) => () =>
      new Service(newStack(), 'Web', { place, name: 'web', release, route: route as typeof http });
    const shared = { kind: 'shared-load-balancer', scheme: 'http', host: 'a.dev' };
    expect(thrown(build(shared))).toMatch(/^balancer-missing: the service web has no balancer to share for a\.dev/);
    const own = { kind: 'load-balancer', scheme: 'https', cidrs: [] };
    expect(thrown(build(own))).toMatch(/^certificate-missing: the service web has no certificate/);
  });

  test('is refused beside parts of it', () => {
    const { application } = environmentInput(staging);
    const place = placeOf({ project: 'shop', target: staging, application });
    const props = { place, name: 'web', release, route: http, vpcId: 'vpc-1' } as never;
    expect(thrown(() => new Service(newStack(), 'Web', props))).toMatch(/^properties-contradict: .* place and vpcId/);
    const both = { place, vpcId: 'vpc-1' } as never;
    expect(thrown(() => new Database(newStack(), 'D', both))).toMatch(/^properties-contradict: .* place and vpcId/);
  });
});
