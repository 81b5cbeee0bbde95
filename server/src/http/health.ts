import { Router } from 'express';
import type { AppContext } from '../app-context.ts';

/** `/healthz`: the process answers. `/readyz`: the database answers too (it was migrated before listening). */
export function healthRoutes(app: AppContext): Router {
  const routes = Router();
  routes.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  routes.get('/readyz', async (_request, response) => {
    try {
      await app.db.pool.query('select 1');
      response.json({ status: 'ready' });
    } catch (error) {
      app.log.warn({ err: error }, 'the database does not answer');
      response.status(503).json({ status: 'the database does not answer' });
    }
  });
  return routes;
}
