import { mayAnybody } from '@bellwether/shared/access/capabilities';
import { describe, expect, it } from 'vitest';
import type { AppContext } from '../app-context.ts';
import { apiRoutes, apiV1 } from './api-v1.ts';
import { openApiDocument } from './openapi-document.ts';

type Described = { security: object[]; responses: object };
type Served = { path: string; methods: string[] };

function servedRoutes(): Served[] {
  return apiV1({} as AppContext).stack.flatMap(({ route }) =>
    route === undefined
      ? []
      : { path: route.path, methods: route.stack.map(({ method }) => method) },
  );
}

describe('the OpenAPI document', () => {
  it('describes every call that is served, and none besides', () => {
    const served = servedRoutes().flatMap(({ path, methods }) =>
      methods.map((method) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`),
    );
    const described = Object.entries(openApiDocument.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method} ${path}`),
    );
    expect(served.length).toBeGreaterThanOrEqual(4);
    expect(described.sort()).toEqual(served.sort());
  });

  it('names the scope that each call asks for, and how it refuses', () => {
    for (const { method, path, capability } of apiRoutes({} as AppContext)) {
      const paths: Record<string, Record<string, Described>> = openApiDocument.paths;
      const call = paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method];
      const isOpen = mayAnybody(capability);
      expect(call?.security).toEqual(isOpen ? [] : [{ token: [capability] }]);
      const refusals = isOpen ? ['429'] : ['401', '403', '429'];
      expect(Object.keys(call?.responses ?? {})).toEqual(expect.arrayContaining(refusals));
    }
    expect(Object.keys(openApiDocument.components.securitySchemes)).toEqual(['token']);
  });

  it('refers only to schemas that it holds', () => {
    const references = JSON.stringify(openApiDocument).match(/#\/components\/schemas\/\w+/g) ?? [];
    const held = Object.keys(openApiDocument.components.schemas);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(held).toContain(reference.split('/').at(-1));
    }
  });
});
