import type { RequestHandler } from 'express';
import { openApiDocument } from './openapi-document.ts';

/** `GET /api/v1/openapi.json`: describes all of `/api/v1`. */
export function openApiEndpoint(): RequestHandler {
  return (_request, response) => {
    response.json(openApiDocument);
  };
}
