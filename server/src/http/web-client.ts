import { readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';
import { styleNonceOf } from './style-nonce.ts';

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
  const page = servePage(clientDir);
  routes.get('/index.html', page);
  routes.use(express.static(clientDir, { index: false }));
  routes.get('/{*page}', page);
  return routes;
}

const EMPTY_NONCE = 'name="style-nonce" content=""';

/** The page, which is told what its style elements must carry in this answer: it is never kept. */
function servePage(clientDir: string): RequestHandler {
  const html = readFileSync(path.join(clientDir, 'index.html'), 'utf8');
  return (_request, response) => {
    const nonce = `name="style-nonce" content="${styleNonceOf(response)}"`;
    response.set('Cache-Control', 'no-store').type('html').send(html.replace(EMPTY_NONCE, nonce));
  };
}
