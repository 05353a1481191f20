import { cloudFormation, kinds, stages } from '../names';
import { type Ask, type Context, type Group, group } from '../table';

const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
const change = 'route53:ChangeResourceRecordSets';
const names = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const types = 'route53:ChangeResourceRecordSetsRecordTypes';

const record = (name: string | readonly string[], type: string | readonly string[] = 'A', rest: Context = {}): Ask => [
  change,
  zone,
  { [names]: [name].flat(), [types]: [type].flat(), ...rest },
];
const host = {
  preview: 'login.preview.acme.dev',
  staging: 'staging.preview.acme.dev',
  production: 'www.preview.acme.dev',
};

export const dnsRows: readonly Group[] = [
  group('previews have names of a label under their domain', cloudFormation.preview, {
    denied: [
      record('preview.acme.dev'),
      record('acme.dev'),
      record('www.acme.dev'),
      record('mail.acme.dev', 'CNAME'),
      record(['a.preview.acme.dev', 'acme.dev']),
      record('xpreview.acme.dev'),
      [change, zone.replace('Z0123', 'Z9999'), { [names]: ['login.preview.acme.dev'], [types]: ['A'] }],
    ],
    allowed: [
      record(host.preview),
      record('login--api.preview.acme.dev', 'CNAME'),
      record([host.preview, 'login--api.preview.acme.dev'], ['A', 'CNAME']),
    ],
  }),
  group('previews have no names of stages, though they stand under their domain', cloudFormation.preview, {
    denied: stages.flatMap((stage) => [
      record(host[stage]),
      record(`x.${host[stage]}`),
      record([host.preview, host[stage]]),
    ]),
  }),
  group('previews have no wildcard and prove nothing about a domain', cloudFormation.preview, {
    denied: [
      record('\\052.preview.acme.dev'),
      record('\\052.login.preview.acme.dev'),
      record('mail._domainkey.preview.acme.dev', 'CNAME'),
      record('x._acme-challenge.login.preview.acme.dev', 'CNAME'),
      record('_x.preview.acme.dev', 'CNAME'),
    ],
  }),
  ...kinds.map((kind) =>
    group(`targets of ${kind} have records of the types A and CNAME`, cloudFormation[kind], {
      denied: [
        ...['NS', 'TXT', 'MX', 'CAA', 'AAAA', 'DS'].map((type) => record(host[kind], type)),
        record(host[kind], ['A', 'TXT']),
        // A call for which AWS shows no names or types.
        [change, zone],
        [change, zone, { [names]: [host[kind]] }],
        [change, zone, { [types]: ['A'] }],
      ],
      allowed: [record(host[kind]), record(host[kind], 'CNAME')],
    }),
  ),
  group('a stage has its own names alone', cloudFormation.staging, {
    denied: [record(host.production), record(host.preview), record('acme.dev'), record([host.staging, host.preview])],
    allowed: [record(`x.${host.staging}`)],
  }),
  group('production has its own names alone', cloudFormation.production, {
    denied: [record(host.staging), record(host.preview), record('acme.dev')],
    allowed: [record(`x.${host.production}`)],
  }),
  group('zones are neither made nor deleted', Object.values(cloudFormation), {
    denied: [
      ['route53:DeleteHostedZone', zone],
      ['route53:CreateHostedZone', '*'],
      ['route53:ChangeTagsForResource', zone],
    ],
    allowed: [['route53:ListResourceRecordSets', zone]],
  }),
];
