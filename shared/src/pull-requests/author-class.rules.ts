import type { AccountRow } from './pull-request-history.ts';

export const authorClasses = ['human', 'bot', 'ai_reviewer', 'service', 'ghost'] as const;

export type AuthorClass = (typeof authorClasses)[number];

/** The editable list by which accounts are sorted into classes (B1, C4). Logins are in lower case. */
export type AuthorClassRules = {
  /** Logins of bots that review by themselves, without `[bot]`. */
  aiReviewerLogins: ReadonlySet<string>;
  /** Logins that end like this belong to bots, whatever GitHub's type; null: none. */
  botLoginPattern: RegExp | null;
  /** An administrator's word on single logins; it stands above everything but a deleted account. */
  overrides: ReadonlyMap<string, AuthorClass>;
};

export const defaultAuthorClassRules: AuthorClassRules = {
  aiReviewerLogins: new Set([
    'copilot',
    'copilot-swe-agent',
    'copilot-pull-request-reviewer',
    'coderabbitai',
    'cursor',
    'claude',
    'chatgpt-codex-connector',
    'gemini-code-assist',
    'devin-ai-integration',
    'greptile-apps',
    'sourcery-ai',
    'ellipsis-dev',
    'qodo-merge-pro',
    'graphite-app',
  ]),
  botLoginPattern: /-robot$|-bot$|-ci$|-testing$/i,
  overrides: new Map(),
};

/**
 * The class of an account (C4). Undefined or null: the account was deleted, a ghost. REST ends a bot's login in
 * `[bot]`, GraphQL does not and gives the type `Bot`: both come out the same.
 */
export function classifyAccount(
  account: Pick<AccountRow, 'login' | 'type'> | null | undefined,
  rules: AuthorClassRules,
): AuthorClass {
  if (account === null || account === undefined) {
    return 'ghost';
  }
  const login = displayLogin(account.login).toLowerCase();
  if (login === 'ghost') {
    return 'ghost';
  }
  return rules.overrides.get(login) ?? classifyByType(account, login, rules);
}

function classifyByType(
  account: Pick<AccountRow, 'login' | 'type'>,
  login: string,
  rules: AuthorClassRules,
): AuthorClass {
  if (account.type === 'Bot' || hasBotSuffix(account.login)) {
    return rules.aiReviewerLogins.has(login) ? 'ai_reviewer' : 'bot';
  }
  if (rules.botLoginPattern?.test(login) === true) {
    return 'bot';
  }
  return account.type === 'Organization' ? 'service' : 'human';
}

/** A login as people read it and as the export holds it: without a bot's `[bot]`. */
export function displayLogin(login: string): string {
  return hasBotSuffix(login) ? login.slice(0, -'[bot]'.length) : login;
}

function hasBotSuffix(login: string): boolean {
  return login.toLowerCase().endsWith('[bot]');
}
