import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditFilterSchema } from '@bellwether/shared/audit/audit.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../app-context.ts';
import { exportAuditEvents } from '../features/audit/audit.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import { readTexts, refuseUnknown } from './query-parameters.rules.ts';

const PARAMETERS = ['search', 'action', 'outcome', 'from', 'to'];

/** `GET /api/v1/audit.csv?search&action&outcome&from&to`: the audit log, newest first. */
export function auditCsvEndpoint(app: AppContext): EndpointHandler {
  return async (request, response) => {
    refuseUnknown(request.query, PARAMETERS);
    const given = PARAMETERS.flatMap((name) => {
      const text = readTexts(request.query, name)[0];
      return text === undefined ? [] : [[name, text]];
    });
    const read = auditFilterSchema.safeParse(Object.fromEntries(given));
    if (!read.success) {
      const issue = read.error.issues[0];
      throw new AppError('invalid_input', issue?.message ?? 'The filter cannot be read.', {
        field: String(issue?.path[0] ?? 'search'),
        remedy: 'Write for example ?action=people&outcome=done&from=2026-01-01&to=2026-02-01.',
      });
    }
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit.csv"',
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(Readable.from(exportAuditEvents(app, read.data)), response);
    } catch (error) {
      app.log.warn({ err: error }, 'an export was broken off');
    }
  };
}
