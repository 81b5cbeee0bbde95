import { createHash, randomBytes } from 'node:crypto';
import { errorAnswer, jsonAnswer, type SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorRequest } from './simulator-request.ts';
import type { WorldUser } from './world.types.ts';
import type { WorldIndex } from './world-index.ts';

/** Somebody with a browser, who signs in elsewhere with their account here. */
export type SimulatedVisitor = {
  user: WorldUser;
  emails: { email: string; verified: boolean; primary: boolean }[];
  /** Logins of organisations that they are a member of. */
  organizations?: string[];
};

/** An OAuth app, and who stands before its page. */
export type SimulatedOauth = {
  clientId: string;
  clientSecret: string;
  /** Null: whoever it is says no. */
  visitor: SimulatedVisitor | null;
};

type Grant = { visitor: SimulatedVisitor; scopes: string[] };
type Code = Grant & { redirectUri: string; challenge: string | null };

export type OauthSite = {
  /** Null: it is no request of somebody who signs in elsewhere. */
  answer(request: SimulatorRequest, index: WorldIndex): SimulatorAnswer | null;
  replace(oauth: SimulatedOauth): void;
};

/** GitHub's pages for signing in elsewhere: codes work once, with the right secret, address and proof of who asked. */
export function createOauthSite(first: SimulatedOauth | null): OauthSite {
  let oauth = first;
  const codes = new Map<string, Code>();
  const grants = new Map<string, Grant>();
  return {
    replace(next) {
      oauth = next;
    },
    answer(request, index) {
      const known = oauth;
      if (known !== null && request.path === '/login/oauth/authorize') {
        return authorize(known, codes, request);
      }
      if (known !== null && request.path === '/login/oauth/access_token') {
        return exchange(known, codes, grants, request);
      }
      const grant = grants.get(request.token ?? '');
      return grant === undefined ? null : answerAbout(grant, request, index);
    },
  };
}

function authorize(
  { clientId, visitor }: SimulatedOauth,
  codes: Map<string, Code>,
  { query }: SimulatorRequest,
): SimulatorAnswer {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== clientId || !URL.canParse(redirectUri)) {
    return errorAnswer(404, 'Not Found');
  }
  const back = new URL(redirectUri);
  back.searchParams.set('state', query.get('state') ?? '');
  if (visitor === null) {
    back.searchParams.set('error', 'access_denied');
  } else {
    const code = randomBytes(10).toString('hex');
    const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
    codes.set(code, { visitor, scopes, redirectUri, challenge: query.get('code_challenge') });
    back.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: back.href }, body: '' };
}

function exchange(
  { clientId, clientSecret }: SimulatedOauth,
  codes: Map<string, Code>,
  grants: Map<string, Grant>,
  { body }: SimulatorRequest,
): SimulatorAnswer {
  const given = readFields(body);
  if (given.client_id !== clientId || given.client_secret !== clientSecret) {
    return jsonAnswer(200, { error: 'incorrect_client_credentials' });
  }
  const code = codes.get(given.code ?? '');
  codes.delete(given.code ?? '');
  if (code === undefined || !proves(code.challenge, given.code_verifier)) {
    return jsonAnswer(200, { error: 'bad_verification_code' });
  }
  if (code.redirectUri !== given.redirect_uri) {
    return jsonAnswer(200, { error: 'redirect_uri_mismatch' });
  }
  const token = `gho_${randomBytes(18).toString('hex')}`;
  grants.set(token, code);
  const scope = code.scopes.join(',');
  return jsonAnswer(200, { access_token: token, token_type: 'bearer', scope });
}

function proves(challenge: string | null, verifier: string | undefined): boolean {
  return (
    challenge === null ||
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  );
}

function answerAbout(
  { visitor, scopes }: Grant,
  { path, query }: SimulatorRequest,
  index: WorldIndex,
): SimulatorAnswer | null {
  const { user, emails, organizations = [] } = visitor;
  if (path === '/user') {
    const { login, id, name = null } = user;
    return jsonAnswer(200, { login, id, node_id: index.nodeIdOf(user), name, type: 'User' });
  }
  if (path === '/user/emails') {
    return scopes.some((scope) => scope === 'user' || scope === 'user:email')
      ? jsonAnswer(200, emails)
      : errorAnswer(404, 'Not Found');
  }
  if (path === '/user/memberships/orgs' && query.get('state') !== 'pending') {
    return scopes.some((scope) => scope.endsWith(':org'))
      ? jsonAnswer(
          200,
          organizations.map((login) => ({ state: 'active', organization: { login } })),
        )
      : errorAnswer(403, 'You need at least read:org scope to list your organizations.');
  }
  return null;
}

/** A form, or JSON: GitHub takes both. */
function readFields(body: string): Record<string, string | undefined> {
  return body.startsWith('{')
    ? (JSON.parse(body) as Record<string, string>)
    : Object.fromEntries(new URLSearchParams(body));
}
