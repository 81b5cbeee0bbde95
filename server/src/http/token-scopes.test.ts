import { mayAnybody } from '@bellwether/shared/access/capabilities';
import { tokenScopeNames } from '@bellwether/shared/access/token-scopes';
import { expect, it } from 'vitest';
import type { AppContext } from '../app-context.ts';
import { apiRoutes } from './api-v1.ts';
import { registryCapability } from './schema-registry.ts';

/** Addresses beside `/api/v1` that take a token. */
const besides = [registryCapability('GET'), registryCapability('POST'), 'operations.read'];

it('offers a token exactly the scopes that the addresses for programs ask for', () => {
  const asked = apiRoutes({} as AppContext).map(({ capability }) => capability);
  const wanted = new Set([...asked.filter((capability) => !mayAnybody(capability)), ...besides]);
  expect([...tokenScopeNames].sort()).toEqual([...wanted].sort());
});
