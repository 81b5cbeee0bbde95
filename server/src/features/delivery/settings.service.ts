import type { DeliverySettings } from '@bellwether/shared/delivery/delivery-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { loadRepositoryIds, loadSettings, storeSettings } from './settings.store.ts';

export async function readSettings({ db }: Pick<AppContext, 'db'>): Promise<DeliverySettings> {
  return await loadSettings(db.pool);
}

/**
 * Stores how delivery is judged. Other marks of hotfixes are looked for in what is stored: each repository's deployments are
 * gone through again, without a question to GitHub that was asked before.
 * @throws AppError `conflict` when somebody else changed them meanwhile
 */
export async function saveSettings(
  app: AppContext,
  settings: DeliverySettings,
): Promise<DeliverySettings> {
  const before = await loadSettings(app.db.pool);
  const isStored = await storeSettings(app.db, settings, app.clock());
  if (!isStored) {
    throw new AppError('conflict', 'Somebody else changed this meanwhile.', {
      remedy: 'Look at what is there now, and change it again.',
    });
  }
  const marks = ({ hotfixLabels, hotfixBranches }: DeliverySettings) =>
    JSON.stringify([hotfixLabels, hotfixBranches]);
  if (marks(before) !== marks(settings)) {
    for (const repositoryId of await loadRepositoryIds(app.db.pool)) {
      await app.sync.request({ kind: 'pass', repositoryId, streams: ['comparisons'] }, 'person');
    }
  }
  await app.sync.tell('data');
  return await loadSettings(app.db.pool);
}

export async function auditedSettings({ db }: Pick<AppContext, 'db'>): Promise<AuditedState> {
  const { version: _, ...state } = await loadSettings(db.pool);
  return {
    subject: { kind: 'delivery settings', id: null, name: 'how delivery is judged' },
    state,
  };
}
