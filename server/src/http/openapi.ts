import type { EndpointHandler } from './endpoint.ts';
import { openApiDocument } from './openapi-document.ts';

/** `GET /api/v1/openapi.json`: describes all of `/api/v1`. */
export function openApiEndpoint(): EndpointHandler {
  return (_request, response) => {
    response.json(openApiDocument);
  };
}
