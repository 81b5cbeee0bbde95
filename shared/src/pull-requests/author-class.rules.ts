import type { AccountRow } from './pull-request-history.ts';

export const authorClasses = ['human', 'bot', 'ai_reviewer', 'service', 'ghost'] as const;

export type AuthorClass = (typeof authorClasses)[number];

/** Classes that a person can give; a ghost is only who has no account any more. */
export const assignableClasses = ['human', 'bot', 'ai_reviewer', 'service'] as const;

export type AssignableClass = (typeof assignableClasses)[number];

/** A login, or a pattern of logins in which `*` stands for any characters; and what accounts like that are. */
export type AuthorClassEntry = { pattern: string; authorClass: AssignableClass };

/** The editable list by which accounts are sorted into classes (B1, C4). All logins are in lower case. */
export type AuthorClassRules = {
  /** An administrator's word, the first that fits counts; it stands above everything but a deleted account. */
  entries: readonly AuthorClassEntry[];
  /** Logins of bots that review by themselves, without `[bot]`. */
  aiReviewerLogins: ReadonlySet<string>;
  /** Logins that end like this belong to bots, whatever GitHub's type. */
  botLoginEndings: readonly string[];
};

export const defaultAuthorClassRules: AuthorClassRules = {
  entries: [],
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
  botLoginEndings: ['-robot', '-bot', '-ci', '-testing'],
};

/** Why an account has its class: the entry or ending that fits, else what GitHub says of it. */
export type ClassReason =
  | { kind: 'deleted' }
  | { kind: 'entry'; pattern: string }
  | { kind: 'ai-reviewer'; login: string }
  | { kind: 'github-bot' }
  | { kind: 'ending'; ending: string }
  | { kind: 'organization' }
  | { kind: 'person' };

type Classified = { authorClass: AuthorClass; reason: ClassReason };
type Classifiable = Pick<AccountRow, 'login' | 'type'>;

/**
 * The class of an account (C4). Undefined or null: the account was deleted, a ghost. REST ends a bot's login in
 * `[bot]`, GraphQL does not and gives the type `Bot`: both come out the same.
 */
export function classifyAccount(
  account: Classifiable | null | undefined,
  rules: AuthorClassRules,
): AuthorClass {
  return explainClass(account, rules).authorClass;
}

/** The class with the rule that gave it. */
export function explainClass(
  account: Classifiable | null | undefined,
  rules: AuthorClassRules,
): Classified {
  const login = displayLogin(account?.login ?? 'ghost').toLowerCase();
  if (account === null || account === undefined || login === 'ghost') {
    return { authorClass: 'ghost', reason: { kind: 'deleted' } };
  }
  const entry = rules.entries.find(({ pattern }) => fitsPattern(login, pattern));
  return entry === undefined
    ? classifyByType(account, login, rules)
    : { authorClass: entry.authorClass, reason: { kind: 'entry', pattern: entry.pattern } };
}

function classifyByType(account: Classifiable, login: string, rules: AuthorClassRules): Classified {
  if (account.type === 'Bot' || hasBotSuffix(account.login)) {
    return rules.aiReviewerLogins.has(login)
      ? { authorClass: 'ai_reviewer', reason: { kind: 'ai-reviewer', login } }
      : { authorClass: 'bot', reason: { kind: 'github-bot' } };
  }
  const ending = rules.botLoginEndings.find((known) => login.endsWith(known));
  if (ending !== undefined) {
    return { authorClass: 'bot', reason: { kind: 'ending', ending } };
  }
  return account.type === 'Organization'
    ? { authorClass: 'service', reason: { kind: 'organization' } }
    : { authorClass: 'human', reason: { kind: 'person' } };
}

/**
 * Whether a login is what the pattern says; `*` stands for any characters, also none. Both in lower case. Takes time in
 * proportion to their lengths, whatever a person writes.
 */
export function fitsPattern(login: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  const [head = '', ...rest] = pieces;
  const tail = rest.pop();
  if (tail === undefined) {
    return login === head;
  }
  if (
    login.length < head.length + tail.length ||
    !login.startsWith(head) ||
    !login.endsWith(tail)
  ) {
    return false;
  }
  let at = head.length;
  for (const piece of rest) {
    const found = login.indexOf(piece, at);
    if (found === -1) {
      return false;
    }
    at = found + piece.length;
  }
  return at <= login.length - tail.length;
}

/** A login as people read it and as the export holds it: without a bot's `[bot]`. */
export function displayLogin(login: string): string {
  return hasBotSuffix(login) ? login.slice(0, -'[bot]'.length) : login;
}

function hasBotSuffix(login: string): boolean {
  return login.toLowerCase().endsWith('[bot]');
}
