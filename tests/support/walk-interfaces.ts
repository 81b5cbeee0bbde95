import { type Capability, capabilities } from '@bellwether/shared/access/capabilities';

/** A procedure as it was made. Capability null: it names none of the table's. */
export type WalkedProcedure = {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  capability: Capability | null;
};

type ProcedureLike = { _def: { type: WalkedProcedure['type']; meta?: unknown } };

/** Every procedure of a router, nested ones too. */
export function walkProcedures(router: {
  _def: { procedures: Record<string, unknown> };
}): WalkedProcedure[] {
  return Object.entries(router._def.procedures).map(([path, procedure]) => {
    const { type, meta } = (procedure as ProcedureLike)._def;
    const named = (meta as { capability?: unknown } | undefined)?.capability;
    return { path, type, capability: capabilities.find((one) => one === named) ?? null };
  });
}

/** An address that express answers: `GET /healthz`; `ALL` for every method, `USE` for all below a path. */
export type WalkedRoute = `${Uppercase<string>} ${string}`;

type Layer = {
  rawPath?: unknown;
  slash: boolean;
  route?: { path: unknown; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
};

/**
 * Every route of an express application, those of routers in routers too. What is mounted below a path without a route is
 * there as `USE`; what runs for every request (checks and headers) is not.
 */
export function walkRoutes(http: { router: unknown }): WalkedRoute[] {
  return walkLayers((http.router as { stack: Layer[] }).stack, '');
}

function walkLayers(layers: readonly Layer[], mountedAt: string): WalkedRoute[] {
  return layers.flatMap((layer) =>
    [layer.route?.path ?? layer.rawPath]
      .flat()
      .flatMap((path) => walkLayer(layer, `${mountedAt}${path === '/' ? '' : String(path)}`)),
  );
}

function walkLayer({ route, handle }: Layer, path: string): WalkedRoute[] {
  if (route !== undefined) {
    return methodsOf(route.methods).map((method): WalkedRoute => `${method} ${path || '/'}`);
  }
  if (handle.stack !== undefined) {
    return walkLayers(handle.stack, path);
  }
  return path === '' ? [] : [`USE ${path}`];
}

/** More than any route names one by one: it takes whatever there is. */
const MANY_METHODS = 20;

function methodsOf(methods: Record<string, boolean>): Uppercase<string>[] {
  const names = Object.keys(methods).filter((name) => methods[name] === true);
  return names.length > MANY_METHODS || names.includes('_all')
    ? ['ALL']
    : names.map((name) => name.toUpperCase() as Uppercase<string>);
}
