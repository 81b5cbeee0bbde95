import type { AuditEvent } from '@bellwether/shared/audit/audit.schema';
import { describe, expect, test } from 'vitest';
import { prepareAuditRow } from './audit.prepare.ts';

const event: AuditEvent = {
  ...{ id: 1, at: '2026-03-03T14:05:00.000Z', actorKind: 'user', actorId: 'u', actorName: 'Ada' },
  ...{ action: 'people.teams.rename', outcome: 'done', subjectKind: 'team', subjectId: 't' },
  ...{ subjectName: 'Payments', before: { name: 'Pay' }, after: { name: 'Payments' } },
  ...{ ipAddress: null, userAgent: null, requestId: null },
};

describe('a line of the audit log', () => {
  test('says who did what to what, and unfolds to what changed', () => {
    expect(prepareAuditRow(event, '2026-03-04T00:00:00Z')).toMatchObject({
      ...{ actor: 'Ada', actorNote: null, words: 'renamed a team', subject: 'Payments', from: '–' },
      details: [{ field: 'name', before: 'Pay', after: 'Payments' }],
      facts: [
        { name: 'Action', value: 'people.teams.rename' },
        { name: 'Subject', value: 'team t' },
      ],
    });
  });

  test('names nobody twice', () => {
    const own = { ...event, subjectKind: 'user', subjectName: 'Ada', action: 'sign-in.done' };
    expect(prepareAuditRow(own, event.at)).toMatchObject({ words: 'signed in', subject: null });
  });

  test('shows nothing as a dash and what is no text as JSON', () => {
    const row = prepareAuditRow({ ...event, before: null, after: { ids: [1], a: '' } }, event.at);
    expect(row.details).toEqual([
      { field: 'ids', before: '–', after: '[1]' },
      { field: 'a', before: '–', after: '–' },
    ]);
  });
});
