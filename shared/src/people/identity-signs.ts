/** What stands before the `@`, in lower case, without what follows a `+`. */
export function localPartOf(email: string): string {
  const local = email.slice(0, Math.max(email.lastIndexOf('@'), 0)).toLowerCase();
  return local.split('+', 1)[0] ?? '';
}

/**
 * The login, in lower case, in an address that GitHub (or a GitHub Enterprise server) gives to accounts that hide theirs:
 * `12345+login@users.noreply.github.com`, or the older form without a number. Null: it is no such address.
 */
export function loginOfNoreply(email: string): string | null {
  const match = /^(?:\d+\+)?([a-z\d](?:[a-z\d_-]*[a-z\d])?)@users\.noreply\.[a-z\d.-]+$/.exec(
    email.toLowerCase(),
  );
  return match?.[1] ?? null;
}

const machineParts = new Set([
  ...['noreply', 'no-reply', 'donotreply', 'action', 'actions', 'github-actions', 'root', 'bot'],
  ...['ci', 'build', 'builds', 'jenkins', 'gitlab', 'git', 'deploy', 'deployment', 'release'],
  ...['releases', 'automation', 'robot', 'runner', 'ubuntu', 'vagrant', 'ec2-user'],
]);

/** Whether an address belongs to a program: nobody stands behind it. */
export function isMachineAddress(email: string): boolean {
  const local = email.toLowerCase().split('@')[0] ?? '';
  const plain = localPartOf(email);
  return (
    !email.includes('@') ||
    local.endsWith('[bot]') ||
    machineParts.has(plain) ||
    /(^|[-_.])bot$/.test(plain) ||
    /@(localhost|[^.@]*|[^@]*\.(local|localdomain|internal))$/.test(email.toLowerCase())
  );
}

const commonParts = new Set([
  ...['info', 'admin', 'administrator', 'dev', 'devs', 'developer', 'developers', 'hello', 'hi'],
  ...['mail', 'email', 'me', 'contact', 'support', 'team', 'office', 'work', 'test', 'user'],
  ...['github', 'code', 'engineering', 'tech', 'webmaster', 'postmaster', 'sales', 'security'],
  ...['you', 'your', 'name', 'example', 'account', 'private', 'personal', 'home', 'unknown'],
]);

const SHORTEST_TELLING = 5;

/** Whether the part before the `@` says who it is: neither a role nor so short that many share it. */
export function isTellingLocalPart(local: string): boolean {
  return (
    local.length >= SHORTEST_TELLING &&
    !commonParts.has(local) &&
    /[a-z\u00e0-\uffff]{3}/.test(local)
  );
}

/** The words of a name without accents, in lower case; none where no name is known. */
export function normalizeName(name: string | null): string[] {
  return (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}

const additions =
  /[-_](?:work|working|private|priv|personal|home|old|new|alt|dev|gh|git|github|corp|ext|external|contractor|backup|second|2)$/;

const SHORTEST_STEM = 5;

/**
 * A login without what people add to a second account's name and without dashes, when enough of it is left. Null: too
 * little. Numbers, initials and anything else stay, for they tell namesakes apart.
 */
export function loginStem(login: string): string | null {
  const stem = login.toLowerCase().replace(additions, '').replace(/[-_]/g, '');
  return stem.length >= SHORTEST_STEM ? stem : null;
}
