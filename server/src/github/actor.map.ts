import type { ActorPayload, GithubAccount, RestUserPayload } from './actor.schema.ts';

/** Gathers the accounts that a page mentions while its rows are made, each once. */
export class AccountCollector {
  readonly #accounts = new Map<string, GithubAccount>();

  /** The account's id for a row; null for a deleted account, which GitHub shows as `ghost` where it must show one. */
  add(account: GithubAccount | null): string | null {
    if (account === null) {
      return null;
    }
    this.#accounts.set(account.id, account);
    return account.id;
  }

  addActor(actor: ActorPayload): string | null {
    return this.add(mapActor(actor));
  }

  addRestUser(user: RestUserPayload): string | null {
    return this.add(mapRestUser(user));
  }

  list(): GithubAccount[] {
    return [...this.#accounts.values()];
  }
}

export function mapActor(actor: ActorPayload): GithubAccount | null {
  if (actor === null || actor === undefined || isGhost(actor.login)) {
    return null;
  }
  const { id, login, __typename: type, avatarUrl } = actor;
  return { id, login: withoutBotSuffix(login), type, avatarUrl: avatarUrl ?? null };
}

export function mapRestUser(user: RestUserPayload): GithubAccount | null {
  if (user === null || user === undefined || isGhost(user.login)) {
    return null;
  }
  return {
    id: user.node_id,
    login: withoutBotSuffix(user.login),
    type: user.type,
    avatarUrl: null,
  };
}

function isGhost(login: string): boolean {
  return login.toLowerCase() === 'ghost';
}

function withoutBotSuffix(login: string): string {
  return login.endsWith('[bot]') ? login.slice(0, -'[bot]'.length) : login;
}
