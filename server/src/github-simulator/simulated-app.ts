import { createHash } from 'node:crypto';
import type { Permission, SimulatorToken } from './access-tokens.ts';
import { refusalOfSignature } from './app-signature.ts';
import { errorAnswer, type SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorRequest } from './simulator-request.ts';
import type { WorldIndex } from './world-index.ts';

export type SimulatedInstallation = {
  id: number;
  /** The account that installed the App. */
  owner: string;
  /** Absent: everything may be read. */
  permissions?: Partial<Record<Permission, 'read' | 'write'>>;
  /** `owner/name`s; absent: all of the account's. */
  repositories?: string[];
  /** Absent or null: it is not suspended. */
  suspendedAt?: string | null;
};

/** A GitHub App; absent at the simulator: any signature is taken, and every owner has installed it. */
export type SimulatedApp = {
  id: number;
  /** PEM; absent: any signature is taken. */
  publicKey?: string;
  installations: SimulatedInstallation[];
};

export const EVERYTHING: Record<Permission, 'read'> = {
  metadata: 'read',
  pull_requests: 'read',
  issues: 'read',
  deployments: 'read',
  contents: 'read',
  actions: 'read',
  members: 'read',
};

const INSTALLATION_TOKEN = /^ghs_simulated(\d+)x/;

/** The installations there are; an owner's id is its installation's when no App is told. */
export function installationsOf(
  app: SimulatedApp | null,
  index: WorldIndex,
): SimulatedInstallation[] {
  if (app !== null) {
    return app.installations;
  }
  const byId = new Map<number, SimulatedInstallation>();
  for (const { repository, owner } of index.repositories) {
    byId.set(repository.owner.id, { id: repository.owner.id, owner });
  }
  return [...byId.values()];
}

/** `owner/name`s that an installation reaches now. */
export function namesReachedBy(
  { repositories, owner }: SimulatedInstallation,
  index: WorldIndex,
): string[] {
  const ofOwner = index.repositories
    .filter((repo) => repo.owner.toLowerCase() === owner.toLowerCase())
    .map(({ repository }) => repository.full_name);
  return repositories ?? ofOwner;
}

/** Tokens of installations with the rights that those have at this moment; one of an installation that is gone is none. */
export function installationTokens(
  issued: readonly SimulatorToken[],
  app: SimulatedApp | null,
  index: WorldIndex,
): SimulatorToken[] {
  const installations = installationsOf(app, index);
  return issued.flatMap((token) => {
    const installation = installations.find(({ id }) => id === token.installationId);
    return installation === undefined
      ? []
      : [
          {
            ...token,
            permissions: installation.permissions ?? EVERYTHING,
            repositories: namesReachedBy(installation, index),
          },
        ];
  });
}

export function isInstallationToken(token: string | null): boolean {
  return INSTALLATION_TOKEN.test(token ?? '');
}

/** What an App's request is refused with; null: it is not refused. */
export function refusalOfApp(
  request: SimulatorRequest,
  app: SimulatedApp | null,
  now: Date,
): SimulatorAnswer | null {
  const { token } = request;
  if (app === null || token === null) {
    return null;
  }
  const id = Number(INSTALLATION_TOKEN.exec(token)?.[1]);
  const installation = app.installations.find((known) => known.id === id);
  if (installation !== undefined && (installation.suspendedAt ?? null) !== null) {
    return SUSPENDED;
  }
  if (!token.startsWith('eyJ')) {
    return null;
  }
  const reason = refusalOfSignature(token, app, now);
  return reason === null ? null : errorAnswer(401, reason);
}

export const SUSPENDED = errorAnswer(403, 'This installation has been suspended');

/** A token that says for which installation it is, and is new each time. */
export function makeInstallationToken(installationId: number, count: number): string {
  const tail = createHash('sha1').update(`${installationId} ${count}`).digest('hex').slice(0, 12);
  return `ghs_simulated${installationId}x${tail}`;
}
