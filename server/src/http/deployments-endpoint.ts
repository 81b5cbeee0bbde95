import { postedDeploymentSchema } from '@bellwether/shared/deployments/posted-deployment.schema';
import type { AppContext } from '../app-context.ts';
import { postDeployments } from '../features/deployments/posted-deployments.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import { postedJsonEndpoint } from './posted-json.ts';

/** `POST /api/v1/deployments`: deployments that other systems made; the same again is the same one. */
export function deploymentsEndpoint(app: AppContext): EndpointHandler {
  return postedJsonEndpoint({
    action: 'deployments.post',
    schema: postedDeploymentSchema,
    store: (posted) => postDeployments(app, posted),
  });
}
