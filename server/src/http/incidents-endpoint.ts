import { postedIncidentSchema } from '@bellwether/shared/incidents/posted-incident.schema';
import type { AppContext } from '../app-context.ts';
import { postIncidents } from '../features/incidents/posted-incidents.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import { postedJsonEndpoint } from './posted-json.ts';

/** `POST /api/v1/incidents`: incidents that other systems know of; the same again is the same one. */
export function incidentsEndpoint(app: AppContext): EndpointHandler {
  return postedJsonEndpoint({
    action: 'incidents.post',
    schema: postedIncidentSchema,
    store: (posted) => postIncidents(app, posted),
  });
}
