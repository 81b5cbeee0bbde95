import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import {
  applyProposal,
  proposalWords,
  reachesEverybody,
} from '@bellwether/shared/definitions/dispute.rules';
import type {
  DisputesAnswer,
  DisputeView,
  ProposeDisputeInput,
} from '@bellwether/shared/definitions/disputes.schema';
import { proposeDisputeInputSchema } from '@bellwether/shared/definitions/disputes.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { displayLogin } from '@bellwether/shared/pull-requests/author-class.rules';
import type { Caller } from '../../access/caller.types.ts';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import {
  newestRevision,
  prepareRevision,
  requestDerivation,
  storeRevision,
} from './definitions.service.ts';
import { loadSettings } from './definitions.store.ts';
import {
  closeDispute,
  countOpenOf,
  type DisputeSight,
  findLogin,
  findPullRequest,
  insertDispute,
  loadDisputes,
  type StoredDispute,
} from './disputes.store.ts';

type App = Pick<AppContext, 'db' | 'clock' | 'jobs'>;

/** Who asks, and what the capability of the question opens to them. */
export type Doubter = { caller: Caller; scope: RowScope };

const MOST_LISTED = 200;
const MOST_OPEN = 3;

/** One's own doubts, and those about pull requests of the teams that one leads. */
export async function listDisputes(
  { db }: Pick<App, 'db'>,
  pullRequestId: string | null,
  doubter: Doubter,
): Promise<DisputesAnswer> {
  const sight = sightOfDisputes(doubter);
  const { disputes, total } = await loadDisputes(db.pool, sight, { pullRequestId }, MOST_LISTED);
  return {
    disputes: disputes.map((dispute) => tellDispute(dispute, doubter)),
    olderLeftOut: total - disputes.length,
  };
}

function sightOfDisputes({ caller, scope }: Doubter): DisputeSight {
  return { userId: caller.userId, seen: scope, led: scopeOf(caller, 'disputes.decide') };
}

function tellDispute(stored: StoredDispute, { caller }: Doubter): DisputeView {
  const { createdById, createdAt, decidedAt, isLed, ...dispute } = stored;
  const { repository, number } = dispute.pullRequest;
  return {
    ...dispute,
    words: proposalWords(dispute.proposal, `${repository}#${number}`),
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    isOwn: caller.userId !== null && createdById === caller.userId,
    mayDecide: mayDecide(stored, caller),
  };
}

function mayDecide({ isLed, proposal, state }: StoredDispute, caller: Caller) {
  if (!isLed || state !== 'open') {
    return 'no';
  }
  return reachesEverybody(proposal) && scopeOf(caller, 'definitions.write') === null
    ? 'admin'
    : 'yes';
}

/**
 * Says that a number is wrong, and what would be right.
 * @throws AppError `not_found` when the pull request is not among those that the caller sees, `conflict` when they doubt it
 * several times already
 */
export async function proposeDispute(
  { db, clock }: App,
  input: ProposeDisputeInput,
  { caller, scope }: Doubter & { caller: Caller & { userId: string } },
): Promise<{ id: string; note: AuditNote }> {
  const { pullRequestId, metric, proposal, reason } = proposeDisputeInputSchema.parse(input);
  const pullRequest = await findPullRequest(db.pool, pullRequestId, scope);
  if (pullRequest === null) {
    throw new AppError('not_found', 'There is no such pull request among those that you see.');
  }
  if ((await countOpenOf(db.pool, caller.userId, pullRequestId)) >= MOST_OPEN) {
    throw new AppError('conflict', 'You doubt this pull request already, and nobody has decided.', {
      remedy: 'Look at the page "Doubts"; you can withdraw what no longer holds.',
    });
  }
  const id = await insertDispute(db.pool, {
    ...{ pullRequestId, metric, proposal, reason },
    ...{ createdById: caller.userId, createdBy: caller.name, createdAt: clock() },
  });
  const name = `${pullRequest.repository}#${pullRequest.number}`;
  return {
    id,
    note: { subject: { kind: 'dispute', id, name }, after: { metric, proposal, reason } },
  };
}

/**
 * The dispute, when it is open and the caller decides about it.
 * @throws AppError `not_found`, `conflict` when it was decided, `forbidden` when it takes an admin
 */
export async function requireDecidable(
  { db }: Pick<App, 'db'>,
  id: string,
  { caller, scope }: Doubter,
): Promise<StoredDispute> {
  const sight = { userId: caller.userId, seen: scope, led: scope };
  const [dispute] = (await loadDisputes(db.pool, sight, { id }, 1)).disputes;
  if (dispute === undefined || !dispute.isLed) {
    throw new AppError('not_found', 'There is no such doubt among those that you decide.');
  }
  if (dispute.state !== 'open') {
    throw decidedAlready();
  }
  return dispute;
}

function decidedAlready(): AppError {
  return new AppError('conflict', 'This doubt is not open any more.', {
    remedy: 'Reload the page to see what was decided.',
  });
}

/** The settings in force, or being worked out, and those with what was proposed. */
export async function settingsOfDispute({ db }: Pick<App, 'db'>, dispute: StoredDispute) {
  const { active, staged } = await loadSettings(db);
  const current = (staged ?? active).settings;
  const { repository, number } = dispute.pullRequest;
  const login = await findLogin(db.pool, dispute.createdById);
  const by = login === null ? dispute.createdBy : `@${displayLogin(login)}`;
  const subject = { pullRequest: `${repository}#${number}`, by };
  return { current, wanted: applyProposal(current, dispute.proposal, subject), by };
}

/**
 * Has what was proposed count, as a new revision with the name of who proposed it (B14).
 * @throws AppError what `requireDecidable`, `prepareRevision` and `storeRevision` throw; `forbidden` when a rule reaches beyond the teams
 * of a lead
 */
export async function acceptDispute(
  app: App,
  { id, answer }: { id: string; answer: string | null },
  doubter: Doubter,
): Promise<{ revision: number | null; note: AuditNote }> {
  const dispute = await requireDecidable(app, id, doubter);
  await refuseBeyondTeams(app, dispute, doubter);
  const prepared = await prepareProposal(app, dispute, doubter.caller);
  // The decision and what it changes are stored at once: neither is ever there alone, whatever happens to this server.
  const revision = await app.db.transaction(async (tx) => {
    const stored = prepared === null ? null : await storeRevision(tx, prepared);
    await close(tx, app.clock(), dispute, 'accepted', answer, doubter.caller);
    return stored;
  });
  if (revision !== null) {
    // It is decided by now: the work begins by itself within minutes where asking for it fails.
    await requestDerivation(app).catch(() => undefined);
  }
  return { revision, note: noteOf(dispute, { state: 'accepted', answer, revision }) };
}

async function refuseBeyondTeams(
  { db }: App,
  { proposal }: StoredDispute,
  { caller, scope }: Doubter,
): Promise<void> {
  if (scopeOf(caller, 'definitions.write') !== null) {
    return;
  }
  if (reachesEverybody(proposal)) {
    throw new AppError('forbidden', 'This would count for everybody, not for your teams alone.', {
      remedy: 'An admin can accept it.',
    });
  }
  const teamId = proposal.kind === 'exclusion' ? (proposal.rule?.teamId ?? null) : null;
  if (teamId !== null && !isVisible(await loadVisibleTeams(db.pool, scope), teamId)) {
    throw new AppError('forbidden', 'The rule is for a team that you do not lead.', {
      remedy: 'A lead of that team, or an admin, can accept it.',
    });
  }
}

/** The settings with what was proposed, as a revision that is not stored yet. Null: it changes nothing that numbers follow. */
async function prepareProposal(app: App, dispute: StoredDispute, caller: Caller) {
  // Before the settings are read: what somebody else changes from here on is refused, and never taken back unseen.
  const basedOn = await newestRevision(app);
  const { current, wanted, by } = await settingsOfDispute(app, dispute);
  if (describeChange(current, wanted).length === 0) {
    return null;
  }
  const note = `Doubt of ${by} accepted: ${dispute.reason.replace(/\s+/g, ' ')}`.slice(0, 200);
  const proposed = { settings: wanted, note: note.replace(/\p{Cc}/gu, ' '), basedOn };
  return await prepareRevision(app, proposed, caller.name, by);
}

/** @throws AppError what `requireDecidable` throws */
export async function declineDispute(
  app: App,
  { id, answer }: { id: string; answer: string },
  doubter: Doubter,
): Promise<AuditNote> {
  const dispute = await requireDecidable(app, id, doubter);
  await close(app.db.pool, app.clock(), dispute, 'declined', answer, doubter.caller);
  return noteOf(dispute, { state: 'declined', answer });
}

/**
 * Takes one's own doubt back while nobody decided.
 * @throws AppError `not_found`, `conflict`
 */
export async function withdrawDispute(
  app: App,
  id: string,
  { caller, scope }: Doubter,
): Promise<AuditNote> {
  const sight = { userId: caller.userId, seen: scope, led: null };
  const [dispute] = (await loadDisputes(app.db.pool, sight, { id }, 1)).disputes;
  if (dispute === undefined) {
    throw new AppError('not_found', 'There is no such doubt of yours.');
  }
  await close(app.db.pool, app.clock(), dispute, 'withdrawn', null, caller);
  return noteOf(dispute, { state: 'withdrawn' });
}

async function close(
  db: Parameters<typeof closeDispute>[0],
  at: Date,
  { id }: StoredDispute,
  state: 'accepted' | 'declined' | 'withdrawn',
  answer: string | null,
  caller: Caller,
): Promise<void> {
  const decision = { state, answer, decidedById: caller.userId, decidedBy: caller.name };
  if (!(await closeDispute(db, id, { ...decision, at }))) {
    throw decidedAlready();
  }
}

function noteOf({ id, pullRequest, proposal }: StoredDispute, after: object): AuditNote {
  const name = `${pullRequest.repository}#${pullRequest.number}`;
  return {
    subject: { kind: 'dispute', id, name },
    before: { state: 'open', proposal },
    after: { proposal, ...after },
  };
}
