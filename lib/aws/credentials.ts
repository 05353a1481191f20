import type { defaultProvider } from '@aws-sdk/credential-provider-node';
import { PreviewError } from '../errors';
import { lazily } from '../lazily';
import { visible } from '../text/visible';
import { isConnectionError } from './error-names';
import { errorName, toPreviewError } from './errors';

type Chain = ReturnType<typeof defaultProvider>;

/**
 * The SDK's own chain of credential providers, shared by all clients, whose failure says why. The SDK ends with "Could not load
 * credentials from any providers" whatever each link met; what they met, they say to a logger.
 *
 * @param profile the one in use, to be named
 */
export function credentialChain(profile: string | undefined): Chain {
  let said: string[] = [];
  const debug = (line: unknown) => {
    // The first link begins a new round.
    if (/AWS_PROFILE is set, skipping|defaultProvider::fromEnv$/.test(String(line))) said = [];
    said.push(String(line));
  };
  const silent = () => undefined;
  const logger = { trace: silent, debug, info: silent, warn: silent, error: silent };
  const made = lazily<{ chain: Chain }>({
    chain: () =>
      (
        require('@aws-sdk/credential-provider-node') as typeof import('@aws-sdk/credential-provider-node')
      ).defaultProvider({ logger }),
  });
  return async (properties) => {
    try {
      return await made.chain(properties);
    } catch (error) {
      throw explained(error, said, profile);
    }
  };
}

function explained(error: unknown, said: readonly string[], profile: string | undefined): unknown {
  const { $metadata, code, path, message } = error as {
    $metadata?: unknown;
    code?: unknown;
    path?: unknown;
    message?: unknown;
  };
  // STS refused, or was not reached.
  if ($metadata !== undefined || isConnectionError(String(code))) return toPreviewError(error, askedFor(said));
  if (/region is missing/i.test(String(message))) return toPreviewError(error, askedFor(said));
  if (typeof code === 'string' && typeof path === 'string') {
    return refused(profile, {
      why: `${visible(path)} cannot be read (${code})`,
      hint: 'Write that file, or correct what names it: AWS_WEB_IDENTITY_TOKEN_FILE, or `web_identity_token_file` in ~/.aws/config.',
    });
  }
  const isProvider = /^(CredentialsProviderError|TokenProviderError)$/.test(errorName(error));
  const whole = isProvider ? String(message) : '';
  if (/could not load credentials/i.test(whole)) {
    const links = said.flatMap((line) => /^@smithy\/property-provider (?:->|\(!\)) (.*)$/s.exec(line)?.[1] ?? []);
    const reason = links.map((link) => reasonOf(link, profile, links)).find((found) => found !== undefined);
    return reason === undefined ? missing() : refused(profile, reason);
  }
  // What is not known may quote a file or the output of a program, and so a secret.
  const unknown = {
    why: `the SDK could not load them (${errorName(error) || 'no error'})`,
    hint: 'Try `aws sts get-caller-identity`.',
  };
  return refused(profile, reasonOf(whole, profile, []) ?? unknown);
}

interface Reason {
  readonly why: string;
  readonly hint: string;
}

const byHand = 'Try `aws sts get-caller-identity` with the same profile.';
const signIn = 'Sign in again with `aws sso login`, or choose another AWS_PROFILE.';

/** Sentences of the SDK's providers (3.972) that can be shown: none of them quotes a secret. */
const harmless: readonly (readonly [RegExp, string])[] = [
  [/^The SSO session .*|^Token is expired.*|^Value not present for .*|^SSO returns an invalid .*/s, signIn],
  [/^(ForbiddenException|UnauthorizedException): .*/s, signIn],
  [/^(Sso session|Profile) '[^']*' (could not be found|is missing required property) .*/s, 'Correct ~/.aws/config.'],
  [/^Profile is configured with invalid SSO credentials\..*?(?=\nReference:|$)/s, 'Correct ~/.aws/config.'],
  [/^Conflicting SSO .*/s, 'Correct ~/.aws/config.'],
  [/^Detected a cycle .*/s, 'Correct `source_profile` in ~/.aws/config.'],
  [/^Unsupported credential source in profile .*/s, 'Correct `credential_source` in ~/.aws/config.'],
  [/^Profile \S+ credential_process (did not return Version 1|returned [a-zA-Z ]+)\.?$/, byHand],
  [/^Failed to load token .*?(?=: |$)/s, 'Sign in again with `aws login`.'],
  [
    /^Your session has expired.*|^Unable to refresh credentials .*|^Failed to refresh token/s,
    'Sign in again with `aws login`.',
  ],
  [
    /^Profile \S+ requires multi-factor authentication/,
    'Sign in with MFA outside of preview-stacks, which cannot ask for the code: a profile of `aws sso login`, or keys of `aws sts get-session-token`.',
  ],
  [
    /^Server responded with status: \d+|^URL not accepted|^No HTTP credential provider host provided/,
    'Check AWS_CONTAINER_CREDENTIALS_FULL_URI.',
  ],
];

function reasonOf(link: string, profile: string | undefined, links: readonly string[]): Reason | undefined {
  const [, unresolved] = /^Could not resolve credentials using profile: \[(.*)\]/s.exec(link) ?? [];
  if (unresolved !== undefined) return unresolvedProfile(unresolved, profile, links);
  // What follows is the command and its output.
  if (link.startsWith('Command failed: ')) {
    return {
      why: 'its credential_process failed',
      hint: 'Run the command that ~/.aws/config names as credential_process, and see what it says.',
    };
  }
  for (const [sentence, hint] of harmless) {
    const [why] = sentence.exec(link) ?? [];
    if (why !== undefined) return { why: visible(why, 400), hint };
  }
  return undefined;
}

function unresolvedProfile(name: string, profile: string | undefined, links: readonly string[]): Reason | undefined {
  const shown = visible(name);
  if (name !== (profile ?? 'default')) {
    return {
      why: `its source_profile ${shown} does not exist or holds no credentials`,
      hint: 'Correct `source_profile` in ~/.aws/config.',
    };
  }
  // No one named a profile, so that none is needed.
  if (profile === undefined) return undefined;
  return links.some((link) => link.endsWith('could not be found in shared credentials file.'))
    ? {
        why: 'there is no such profile in ~/.aws/config or ~/.aws/credentials',
        hint: 'Correct AWS_PROFILE; `aws configure list-profiles` shows what there is.',
      }
    : {
        why: 'the profile holds no credentials',
        hint: 'Add them with `aws configure sso`, or choose another AWS_PROFILE.',
      };
}

/** What a provider asks AWS for, by the last one that spoke. */
function askedFor(said: readonly string[]): string {
  const last = said.findLast((line) => /fromTokenFile|fromWebToken|fromSS[oO]|\(STS\)/.test(line)) ?? '';
  if (/Token/.test(last)) return 'sts:AssumeRoleWithWebIdentity';
  return /fromSS[oO]/.test(last) ? 'sso:GetRoleCredentials' : 'sts:AssumeRole';
}

function missing(): PreviewError {
  return new PreviewError('credentials-missing', 'no AWS credentials were found', {
    fault: 'user',
    hint: 'Set AWS_PROFILE, or sign in with `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  });
}

function refused(profile: string | undefined, { why, hint }: Reason): PreviewError {
  const whose = profile === undefined ? '' : ` of the profile ${visible(profile)}`;
  return new PreviewError('credentials-refused', `the AWS credentials${whose} cannot be used: ${why}`, {
    fault: 'user',
    hint,
  });
}
