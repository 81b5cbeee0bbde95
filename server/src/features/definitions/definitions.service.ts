import type { RowScope } from '@bellwether/shared/access/row-scope';
import { applySettings } from '@bellwether/shared/definitions/apply-settings.rules';
import {
  type DefinitionSettings,
  emptySnapshot,
  freshSettings,
  workCalendarSchema,
} from '@bellwether/shared/definitions/definitions.schema';
import type {
  AccountsAnswer,
  AccountsInput,
  DefinitionsOverview,
  Derivation,
  ProposeInput,
  Revision,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import {
  describeChangeWithoutNames,
  withholdNames,
} from '@bellwether/shared/definitions/withhold-names.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import { displayLogin, explainClass } from '@bellwether/shared/pull-requests/author-class.rules';
import { defaultFactRules, definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import { isVisible, loadVisibleAccounts } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { isKnownRegion } from '../../calendars/public-holidays.ts';
import { loadCountedAccounts } from './accounts.store.ts';
import {
  cancelDeriving,
  insertRevision,
  isDeriving,
  loadRevisions,
  loadSettings,
  loadSnapshot,
  type NewRevision,
  type StoredRevision,
} from './definitions.store.ts';
import { measureRate } from './derivation.rules.ts';
import { signRules } from './sign-rules.rules.ts';

const MOST_ACCOUNTS = 200;
/** The job of the syncing half that works out new numbers. */
const DERIVE_FACTS = 'derive-facts';

/**
 * What is counted and how, what is being changed about it, and what was changed before. For those who do not see everybody
 * without the logins and repositories that rules name, and without notes.
 */
export async function readDefinitions(
  { db }: Pick<AppContext, 'db'>,
  sight: Sight,
): Promise<DefinitionsOverview> {
  const seesNames = seesEverybody(sight);
  const tell = (settings: DefinitionSettings) =>
    seesNames ? { ...settings, snapshot: emptySnapshot } : withholdNames(settings);
  const { active, staged } = await loadSettings(db);
  const revisions = await loadRevisions(db.pool);
  const history = [...tellHistory(revisions, seesNames), freshRevision(active.revision)];
  const [latest] = history;
  const deriving = revisions.find(({ state }) => state === 'deriving');
  return {
    definitionVersion,
    revision: active.revision,
    latestRevision: latest?.revision ?? 0,
    settings: tell(active.settings),
    pending: staged === null ? null : tell(staged.settings),
    areNamesWithheld: !seesNames,
    calendar: workCalendarSchema.parse(applySettings(defaultFactRules, active.settings).calendar),
    derivation: deriving === undefined ? null : tellDerivation(deriving, history),
    failure: latest?.state === 'failed' ? latest : null,
    history,
  };
}

/** The work on new numbers alone, for the notice on charts. Null: there is none. */
export async function readDerivation(
  { db }: Pick<AppContext, 'db'>,
  sight: Sight,
): Promise<Derivation | null> {
  // Asked every few seconds by every page: the whole history is read only while there is something to tell.
  if (!(await isDeriving(db.pool))) {
    return null;
  }
  const revisions = await loadRevisions(db.pool);
  const deriving = revisions.find(({ state }) => state === 'deriving');
  return deriving === undefined
    ? null
    : tellDerivation(deriving, tellHistory(revisions, seesEverybody(sight)));
}

function tellDerivation(deriving: StoredRevision, history: readonly Revision[]): Derivation {
  const { revision, done, total, startedAt, progressAt } = deriving;
  return {
    ...{ revision, done, total },
    changes: history.find((entry) => entry.revision === revision)?.changes ?? [],
    startedAt: startedAt?.toISOString() ?? null,
    progressAt: progressAt?.toISOString() ?? null,
    ...measureRate(deriving),
  };
}

/** Newest first, as they are stored; each told by what differs from the settings that counted when it was proposed. */
function tellHistory(revisions: readonly StoredRevision[], seesNames: boolean): Revision[] {
  const describe = seesNames ? describeChange : describeChangeWithoutNames;
  let inForce: DefinitionSettings = freshSettings;
  return [...revisions]
    .reverse()
    .map((revision): Revision => {
      const changes = describe(inForce, revision.settings);
      if (revision.activatedAt !== null) {
        inForce = revision.settings;
      }
      return {
        ...{
          revision: revision.revision,
          note: seesNames ? revision.note : null,
          state: revision.state,
          changes,
        },
        createdAt: revision.createdAt.toISOString(),
        createdBy: seesNames ? revision.createdBy : null,
        activatedAt: revision.activatedAt?.toISOString() ?? null,
        error:
          seesNames || revision.error === null ? revision.error : 'It could not be worked out.',
      };
    })
    .reverse();
}

function freshRevision(active: number): Revision {
  return {
    ...{ revision: 0, note: 'As installed', state: active === 0 ? 'active' : 'superseded' },
    ...{ createdAt: null, createdBy: null, activatedAt: null, changes: [], error: null },
  };
}

/** Accounts of the scope with their class and the rule that gave it, by login. */
export async function listAccounts(
  { db }: Pick<AppContext, 'db'>,
  { search, authorClass }: AccountsInput,
  scope: RowScope,
): Promise<AccountsAnswer> {
  const { active } = await loadSettings(db);
  const { authorClasses } = applySettings(defaultFactRules, active.settings);
  const wanted = search.toLowerCase();
  const counts: AccountsAnswer['counts'] = {};
  const visible = await loadVisibleAccounts(db.pool, scope);
  const accounts = await loadCountedAccounts(db.pool);
  const fitting = accounts
    .filter(({ id }) => isVisible(visible, id))
    .flatMap(({ type, ...account }) => {
      const login = displayLogin(account.login);
      if (!login.toLowerCase().includes(wanted)) {
        return [];
      }
      const classified = explainClass({ login: account.login, type }, authorClasses);
      counts[classified.authorClass] = (counts[classified.authorClass] ?? 0) + 1;
      return authorClass === null || classified.authorClass === authorClass
        ? [{ ...account, login, ...classified }]
        : [];
    });
  return { accounts: fitting.slice(0, MOST_ACCOUNTS), total: fitting.length, counts };
}

/**
 * Keeps the settings as a new revision, its new rules signed, and has all numbers worked out by them; the old numbers stand until then.
 * @throws AppError what `prepareRevision` and `storeRevision` throw
 */
export async function proposeSettings(
  app: Pick<AppContext, 'db' | 'clock' | 'jobs'>,
  input: ProposeInput,
  by: string | null,
): Promise<{ revision: number }> {
  const prepared = await prepareRevision(app, input, by);
  const revision = await app.db.transaction((tx) => storeRevision(tx, prepared));
  await requestDerivation(app);
  return { revision };
}

/**
 * The revision that the settings would be, complete with all that they read beside themselves; nothing is stored.
 * @throws AppError `invalid_input` when nothing differs from what counts now
 */
export async function prepareRevision(
  app: Pick<AppContext, 'db' | 'clock'>,
  { settings: wanted, note, basedOn }: ProposeInput,
  by: string | null,
  signedBy: string | null = by,
): Promise<NewRevision> {
  const { active, staged } = await loadSettings(app.db);
  const current = staged ?? active;
  const settings = await completeSettings(app, wanted, current.settings, signedBy);
  if (describeChange(current.settings, settings).length === 0) {
    throw new AppError('invalid_input', 'Nothing differs from what is counted now.', {
      field: 'settings',
      remedy: 'Change a class, the working hours, what is left out, a weight or a sign first.',
    });
  }
  return {
    ...{ settings, basedOn, createdAt: app.clock(), createdBy: by },
    note: note === '' ? null : note,
  };
}

/** @throws AppError `conflict` when somebody else changed the settings since the author saw them */
export async function storeRevision(
  tx: Parameters<typeof insertRevision>[0],
  prepared: NewRevision,
): Promise<number> {
  const revision = await insertRevision(tx, prepared);
  if (revision === null) {
    throw new AppError('conflict', 'Somebody else changed the definitions meanwhile.', {
      remedy: 'Reload the page to see what they are now, then make your change again.',
    });
  }
  return revision;
}

/** Has the numbers worked out by the newest revision; where this is never heard, it comes by itself within minutes. */
export async function requestDerivation({ jobs }: Pick<AppContext, 'jobs'>): Promise<void> {
  await jobs.send(DERIVE_FACTS, {});
}

/** The newest revision there is, whatever became of it. */
export async function newestRevision({ db }: Pick<AppContext, 'db'>): Promise<number> {
  return (await loadRevisions(db.pool))[0]?.revision ?? 0;
}

/** With the names of who made its rules, and all that it reads beside itself as it is now. */
async function completeSettings(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  wanted: DefinitionSettings,
  current: DefinitionSettings,
  by: string | null,
): Promise<DefinitionSettings> {
  refuseUnknownRegion(wanted.calendar?.holidayRegion ?? null);
  const exclusions = signRules(wanted.exclusions, current.exclusions, by);
  const settings = { ...wanted, exclusions };
  const snapshot = await loadSnapshot(db, settings, clock(), current.snapshot);
  return { ...settings, snapshot };
}

/** @throws AppError `invalid_input` when nobody knows the public holidays of the region */
function refuseUnknownRegion(region: string | null): void {
  if (region !== null && !isKnownRegion(region)) {
    throw new AppError('invalid_input', `The public holidays of ${region} are not known.`, {
      field: 'settings',
      remedy: 'Choose a region from the list.',
    });
  }
}

/**
 * Has the settings of an earlier revision count again, as a new revision.
 * @throws AppError `not_found` when there is no such revision, and what `proposeSettings` throws
 */
export async function restoreRevision(
  app: Pick<AppContext, 'db' | 'clock' | 'jobs'>,
  { revision, basedOn }: { revision: number; basedOn: number },
  by: string | null,
): Promise<{ revision: number }> {
  const known = (await loadRevisions(app.db.pool)).find((one) => one.revision === revision);
  if (known === undefined && revision !== 0) {
    throw new AppError('not_found', `There is no revision ${revision}.`, { field: 'revision' });
  }
  const settings = known?.settings ?? freshSettings;
  const note = revision === 0 ? 'As installed, again' : `Revision ${revision} again`;
  return await proposeSettings(app, { settings, note, basedOn }, by);
}

/**
 * Gives up a change that is being worked out; what counts now goes on counting.
 * @throws AppError `conflict` when it is in force already, or was given up before
 */
export async function cancelDerivation(
  { db }: Pick<AppContext, 'db'>,
  revision: number,
): Promise<{ cancelled: true }> {
  if (!(await cancelDeriving(db, revision))) {
    throw new AppError('conflict', 'This change is not being worked out any more.', {
      remedy: 'To go back to what counted before, restore an earlier revision.',
    });
  }
  return { cancelled: true };
}
