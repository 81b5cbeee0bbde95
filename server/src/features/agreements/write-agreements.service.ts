import type { RowScope } from '@bellwether/shared/access/row-scope';
import type {
  AgreeAnewInput,
  AgreementText,
  EndAgreementInput,
  SaveAgreementInput,
} from '@bellwether/shared/agreements/agreements.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { isVisible, loadVisibleRepositories, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { changesTheTarget, describeText, textOf } from './agreement.rules.ts';
import {
  type Author,
  insertAgreement,
  loadChoices,
  loadInForce,
  lockAgreement,
  type Pin,
  type StoredAgreement,
  setEnd,
  setPin,
  updateAgreement,
} from './agreements.store.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** Agrees on something by the definitions in force. @throws AppError `forbidden` for a team that is not theirs, `invalid_input` */
export async function createAgreement(
  { db, clock }: Context,
  text: AgreementText,
  author: Author,
  scope: RowScope,
): Promise<{ id: string; note: AuditNote }> {
  return await db.transaction(async (tx) => {
    await refuseForeign(tx, text, scope);
    const pin = await pinOfNow(tx);
    const id = await insertAgreement(tx, text, pin, author, clock());
    return { id, note: { subject: subjectOf(id, text), after: { ...text, ...pin } } };
  });
}

/**
 * What is agreed on anew, metric, clock, time or share, is so by the definitions in force; words alone leave it pinned.
 * @throws AppError `conflict` with both texts when it changed meanwhile, `not_found`, `forbidden`, `invalid_input`
 */
export async function saveAgreement(
  { db, clock }: Context,
  { agreementId, basedOn, text }: SaveAgreementInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, agreementId, scope);
    refuseStale(basedOn, before, `You wanted: ${describeText(text)}`);
    await refuseForeign(tx, text, scope, before.repositoryIds);
    const pin = changesTheTarget(textOf(before), text) ? await pinOfNow(tx) : pinOf(before);
    await updateAgreement(tx, agreementId, text, pin, clock());
    return {
      subject: subjectOf(agreementId, text),
      before: { ...textOf(before), ...pinOf(before) },
      after: { ...text, ...pin },
    };
  });
}

/** It holds up to a day, and its history is kept. @throws AppError as saving does */
export async function endAgreement(
  { db, clock }: Context,
  { agreementId, basedOn, endsOn }: EndAgreementInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, agreementId, scope);
    refuseStale(basedOn, before, `You wanted to end it on ${endsOn}`);
    if (endsOn < before.startsOn) {
      throw new AppError('invalid_input', 'It would end before it began.', {
        field: 'endsOn',
        remedy: `Write ${before.startsOn} or a later day.`,
      });
    }
    await setEnd(tx, agreementId, endsOn, clock());
    return {
      subject: subjectOf(agreementId, before),
      before: { endsOn: before.endsOn },
      after: { endsOn },
    };
  });
}

/** Pins it to the definitions in force. @throws AppError as saving does */
export async function agreeAnew(
  { db, clock }: Context,
  { agreementId, basedOn }: AgreeAnewInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, agreementId, scope);
    refuseStale(basedOn, before, 'You wanted to agree anew by the definitions of now');
    const pin = await pinOfNow(tx);
    await setPin(tx, agreementId, pin, clock());
    return { subject: subjectOf(agreementId, before), before: pinOf(before), after: pin };
  });
}

const subjectOf = (id: string, { title }: { title: string }) => ({
  ...{ kind: 'agreement', id, name: title },
});

const pinOf = ({ definitionVersion: version, settingsRevision }: Pin): Pin => ({
  ...{ definitionVersion: version, settingsRevision },
});

async function pinOfNow(tx: Queryable): Promise<Pin> {
  return { definitionVersion, settingsRevision: (await loadInForce(tx)).revision };
}

async function requireWritable(
  tx: Queryable,
  id: string,
  scope: RowScope,
): Promise<StoredAgreement> {
  const found = await lockAgreement(tx, id);
  if (found === null || !isVisible(await loadVisibleTeams(tx, scope), found.teamId)) {
    throw new AppError('not_found', 'There is no such agreement among those of your teams.', {
      remedy: 'Look at the list: its team may be gone.',
    });
  }
  return found;
}

/** `known`: repositories that it named before, which somebody who sees less leaves as they are. */
async function refuseForeign(
  tx: Queryable,
  { teamId, repositoryIds }: AgreementText,
  scope: RowScope,
  known: readonly string[] = [],
): Promise<void> {
  const { teams, repositories } = await loadChoices(tx);
  const mine = await loadVisibleTeams(tx, scope);
  if (!teams.some(({ id }) => id === teamId) || !isVisible(mine, teamId)) {
    throw new AppError('forbidden', 'You may agree on something for the teams that you lead.', {
      field: 'teamId',
      remedy: 'Choose one of them.',
    });
  }
  const there = new Set(repositories.map(({ id }) => id));
  const visible = await loadVisibleRepositories(tx, scope);
  if (
    !repositoryIds.every((id) => (there.has(id) && isVisible(visible, id)) || known.includes(id))
  ) {
    throw new AppError('invalid_input', 'One of the repositories is not read here.', {
      field: 'repositoryIds',
      remedy: 'Choose among those of the list.',
    });
  }
}

function refuseStale(basedOn: number, stored: StoredAgreement, wanted: string): void {
  if (basedOn !== stored.version) {
    const end = stored.endsOn === null ? '' : `, ended on ${stored.endsOn}`;
    throw new AppError(
      'conflict',
      `Somebody else changed this meanwhile. It says now: ${describeText(textOf(stored))}${end}. ${wanted}.`,
      { remedy: 'Look at what it says now, then save again what shall count.' },
    );
  }
}
