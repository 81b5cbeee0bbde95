import type { RowScope } from '@bellwether/shared/access/row-scope';
import type {
  AgreementPreview,
  AgreementPreviewInput,
  AgreementsOverview,
  DefinitionsThen,
} from '@bellwether/shared/agreements/agreements.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { describeChangeWithoutNames } from '@bellwether/shared/definitions/withhold-names.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import {
  isVisible,
  limitTo,
  loadVisibleRepositories,
  loadVisibleTeams,
  type VisibleIds,
} from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { atOneMoment, windowOf } from './agreement.rules.ts';
import {
  type Choices,
  loadAgreementReadings,
  loadAgreements,
  loadChoices,
  loadInForce,
  loadSettingsByRevision,
  loadZone,
  type StoredAgreement,
} from './agreements.store.ts';
import { readWaitsOf, showProgress } from './progress.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

type Beholder = {
  sight: Sight;
  repositories: VisibleIds;
  /** Teams for which the caller may agree on something; empty: none. */
  writable: VisibleIds;
  choices: Choices;
  zone: string;
};

/**
 * The agreements of the teams that the caller may see, each with how it is kept; those that ended last. Days and weeks are
 * those of the organisation's zone (B0.8).
 */
export async function readAgreements(
  app: Context,
  sight: Sight,
  writing: RowScope | null,
): Promise<AgreementsOverview> {
  const { pool } = app.db;
  const zone = await loadZone(pool);
  const at = atOneMoment(app);
  const teams = await loadVisibleTeams(pool, sight.scope);
  const beholder: Beholder = {
    ...{ sight, zone },
    repositories: await loadVisibleRepositories(pool, sight.scope),
    writable: writing === null ? new Set() : await loadVisibleTeams(pool, writing),
    choices: await loadChoices(pool),
  };
  const rows = (await loadAgreements(pool)).filter(({ teamId }) => isVisible(teams, teamId));
  const items: AgreementsOverview['items'] = [];
  for (const row of rows) {
    items.push(await describeOne(at, row, beholder));
  }
  const { choices, writable } = beholder;
  const writableTeams = choices.teams.filter(({ id }) => isVisible(writable, id));
  return {
    ...{ now: formatInstant(at.clock()), zone, items, teams: writableTeams },
    repositories:
      writableTeams.length === 0
        ? []
        : choices.repositories.filter(({ id }) => isVisible(beholder.repositories, id)),
    seesEach: sight.oneByOne !== null,
  };
}

async function describeOne(
  app: Context,
  row: StoredAgreement,
  beholder: Beholder,
): Promise<AgreementsOverview['items'][number]> {
  const { zone, sight, repositories, choices } = beholder;
  const question = { ...row, ...windowOf(row, instantOf(app.clock()), zone) };
  const waits = await readWaitsOf(app, question);
  const { progress, headsUp } = await showProgress(app, waits, question, sight.oneByOne, zone);
  const { definitionVersion: _, settingsRevision: __, createdAt, ...text } = row;
  const named = choices.repositories.filter(
    ({ id }) => row.repositoryIds.includes(id) && isVisible(repositories, id),
  );
  const readings = await loadAgreementReadings(
    app.db.pool,
    limitTo(repositories, row.repositoryIds),
  );
  return {
    agreement: {
      ...text,
      repositoryIds: row.repositoryIds.filter((id) => isVisible(repositories, id)),
      repositories: named.map(({ repository }) => repository),
      createdAt: formatInstant(createdAt),
      mayWrite: isVisible(beholder.writable, row.teamId),
    },
    definitions: await compareDefinitions(app, row, sight),
    ...{ progress, headsUp, waitingBeyond: progress.whole.openBreached },
    basis: rateBasis(row.metric === 'review-request' ? 'waiting' : row.metric, readings),
  };
}

/** Whether it was agreed on by the definitions of now, and what changed since. */
async function compareDefinitions(
  { db }: Pick<AppContext, 'db'>,
  row: StoredAgreement,
  sight: Sight,
): Promise<DefinitionsThen> {
  const { revision, settings } = await loadInForce(db.pool);
  const agreed = {
    definitionVersion: row.definitionVersion,
    settingsRevision: row.settingsRevision,
  };
  const inForce = { definitionVersion, settingsRevision: revision };
  const known = await loadSettingsByRevision(db.pool, [row.settingsRevision]);
  const then = known.get(row.settingsRevision);
  const describe = seesEverybody(sight) ? describeChange : describeChangeWithoutNames;
  const isSameVersion = agreed.definitionVersion === definitionVersion;
  const changes = [
    ...(isSameVersion
      ? []
      : [
          `the rules of Bellwether moved from version ${agreed.definitionVersion} to ${definitionVersion}`,
        ]),
    ...(then === undefined
      ? ['the settings of then are not kept any more']
      : describe(then, settings)),
  ];
  const isSame = isSameVersion && agreed.settingsRevision === revision;
  // Settings that came back to what they were change nothing.
  return {
    isSame: isSame || changes.length === 0,
    agreed,
    inForce,
    changes: isSame ? [] : changes,
  };
}

const PREVIEW_DAYS = 91;

/**
 * How it would have been kept in the last 13 weeks.
 * @throws AppError `not_found` for a team that is not theirs
 */
export async function previewAgreement(
  app: Context,
  input: AgreementPreviewInput,
  sight: Sight,
): Promise<AgreementPreview> {
  const zone = await loadZone(app.db.pool);
  const teams = await loadVisibleTeams(app.db.pool, sight.scope);
  if (!isVisible(teams, input.teamId)) {
    throw new AppError('not_found', 'There is no such team among those that you lead.', {
      field: 'teamId',
      remedy: 'Choose another team.',
    });
  }
  const at = atOneMoment(app);
  const to = instantOf(at.clock());
  const from = to - PREVIEW_DAYS * 86_400;
  const waits = await readWaitsOf(at, { ...input, from, to });
  const question = { ...input, from, to };
  const { progress } = await showProgress(at, waits, question, sight.oneByOne, zone);
  const [now, began] = [to, from].map((one) => formatInstant(dateOf(one)));
  return { ...progress, from: began ?? '', to: now ?? '', zone, now: now ?? '' };
}
