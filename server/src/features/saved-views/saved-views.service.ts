import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  ChangeViewInput,
  SavedView,
  SaveViewInput,
} from '@bellwether/shared/saved-views/saved-views.schema';
import { mayBeShared, namedInView } from '@bellwether/shared/saved-views/view-scope.rules';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import {
  countOwnViews,
  deleteView,
  insertView,
  loadViews,
  loadVisibleNames,
  lockOwnView,
  type StoredView,
  updateView,
} from './saved-views.store.ts';

const MOST_VIEWS = 200;

type App = Pick<AppContext, 'db' | 'clock'>;

/** One's own views, and those that others share and that name nothing which the caller may not see. */
export async function listViews(app: App, userId: string, scope: RowScope): Promise<SavedView[]> {
  const views = await loadViews(app.db.pool, userId);
  const visible = await loadVisibleNames(app.db.pool, scope);
  return views
    .filter((view) => {
      const named = namedInView(view.search);
      return (
        view.ownerId === userId ||
        (named.authors.length === 0 &&
          (visible === null ||
            (named.repositories.every((id) => visible.repositories.has(id)) &&
              named.teams.every((handle) => visible.teams.has(handle)))))
      );
    })
    .map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === userId }));
}

/** @throws AppError `conflict` when there is one of this name, `invalid_input` when it may not be shared or there are too many */
export async function saveView(
  { db, clock }: App,
  input: SaveViewInput,
  ownerId: string,
): Promise<{ id: string; note: AuditNote }> {
  refuseNames(input);
  return await db.transaction(async (tx) => {
    if ((await countOwnViews(tx, ownerId)) >= MOST_VIEWS) {
      throw new AppError('invalid_input', `You keep ${MOST_VIEWS} views already.`, {
        field: 'name',
        remedy: 'Remove one that you do not need.',
      });
    }
    const id = await insertView(tx, { ...input, ownerId }, clock());
    if (id === null) {
      throw nameIsTaken(input.name);
    }
    const { name, ...after } = input;
    return { id, note: { subject: { kind: 'saved view', id, name }, after } };
  });
}

/** @throws AppError `not_found`, `conflict` when it changed meanwhile or the name is taken, `invalid_input` when it may not be shared */
export async function changeView(
  { db, clock }: App,
  { id, basedOn, ...changes }: ChangeViewInput,
  ownerId: string,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = requireOwn(await lockOwnView(tx, ownerId, id));
    if (before.version !== basedOn) {
      throw new AppError('conflict', `This view changed meanwhile: it is “${before.name}” now.`, {
        remedy: 'Open it again, then save what shall count.',
      });
    }
    const told = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    );
    const after: StoredView = { ...before, ...told };
    refuseNames(after);
    if (!(await updateView(tx, after, clock()))) {
      throw nameIsTaken(after.name);
    }
    return {
      subject: { kind: 'saved view', id, name: after.name },
      before: describe(before),
      after: describe(after),
    };
  });
}

/** @throws AppError `not_found` */
export async function removeView({ db }: App, id: string, ownerId: string): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = requireOwn(await lockOwnView(tx, ownerId, id));
    await deleteView(tx, id);
    return { subject: { kind: 'saved view', id, name: before.name }, before: describe(before) };
  });
}

function requireOwn(view: StoredView | null): StoredView {
  if (view === null) {
    throw new AppError('not_found', 'You have no such view: it was removed, or it is not yours.');
  }
  return view;
}

function describe({ name, page, search, isShared }: StoredView) {
  return { name, page, search, isShared };
}

function refuseNames({ isShared, search }: Pick<SaveViewInput, 'isShared' | 'search'>): void {
  if (isShared && !mayBeShared(search)) {
    throw new AppError('invalid_input', 'A view that names single people is not shared.', {
      field: 'isShared',
      remedy: 'Leave the authors out, or keep it to yourself.',
    });
  }
}

function nameIsTaken(name: string): AppError {
  return new AppError('conflict', `You have a view “${name}” on this page already.`, {
    field: 'name',
    remedy: 'Choose another name, or update that view.',
  });
}
