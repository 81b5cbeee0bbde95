import path from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';

/** Serves the built pages. Files with a content hash in their name may be kept for ever; the page itself never. */
export function webClient(clientDir: string): Router {
  const routes = Router();
  routes.use(compression());
  routes.use(
    '/assets',
    express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y', index: false }),
    (_request, response) => {
      response.status(404).type('text').send('There is no such file.');
    },
  );
  routes.use(express.static(clientDir, { index: false }));
  routes.get('/{*page}', (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: clientDir });
  });
  return routes;
}
