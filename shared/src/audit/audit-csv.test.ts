import { expect, test } from 'vitest';
import type { AuditEvent } from './audit.schema.ts';
import { auditCsvHeader, formatAuditCsvRow } from './audit-csv.ts';

const event: AuditEvent = {
  ...{ id: 7, at: '2026-03-01T09:00:00.000Z', actorKind: 'nobody', actorId: null },
  ...{ actorName: '=cmd|calc', action: 'sign-in.refused', outcome: 'refused' },
  ...{ subjectKind: null, subjectId: null, subjectName: '+1, "x"', before: null },
  ...{ after: { reason: 'wrong' }, ipAddress: '::1', userAgent: '\tx', requestId: 'r' },
};

test('the export defuses every cell, quotes what must be, and leaves empty what is not known', () => {
  expect(auditCsvHeader.split(',')).toHaveLength(15);
  expect(formatAuditCsvRow(event)).toBe(
    `7,2026-03-01T09:00:00.000Z,nobody,,'=cmd|calc,sign-in.refused,refused,,,"'+1, ""x""",,"{""reason"":""wrong""}",::1,'\tx,r\r\n`,
  );
});
