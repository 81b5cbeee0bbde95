import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const NUL = 'a\0b';
const TOO_LARGE = 99_999_999_999;

type Api = ReturnType<typeof createApiClient>;

let server: TestServer;
let api: Api;

beforeAll(async () => {
  server = await startTestServer({});
  api = createApiClient(server.url);
});
afterAll(() => server?.remove());

const one = { repositoryId: NUL };
const settings = (switchedOff: string[]) => ({
  authorClasses: { entries: [{ pattern: 'zed', authorClass: 'bot' as const }], switchedOff },
  calendar: null,
  exclusions: [],
});

const calls: Record<string, () => Promise<unknown>> = {
  'syncStatus.request': () => api.syncStatus.request.mutate(one),
  'syncStatus.deepCheck': () => api.syncStatus.deepCheck.mutate({ ...one, reach: 'recent' }),
  'syncStatus.pause': () => api.syncStatus.pause.mutate(one),
  'syncStatus.resume': () => api.syncStatus.resume.mutate(one),
  'syncStatus.removalPreview': () => api.syncStatus.removalPreview.query(one),
  'syncStatus.removeRepository': () => api.syncStatus.removeRepository.mutate(one),
  'deployments.list': () => api.deployments.list.query({ ...one, limit: 1, offset: 0 }),
  'deployments.removeRule': () => api.deployments.removeRule.mutate(one),
  'incidents.list': () => api.incidents.list.query({ ...one, limit: 1, offset: 0 }),
  'incidents.removeRule': () => api.incidents.removeRule.mutate(one),
  'people.dismiss, a pair': () => api.people.dismiss.mutate({ pairs: [NUL], words: 'Ada' }),
  'people.dismiss, the words': () => api.people.dismiss.mutate({ pairs: ['a b'], words: NUL }),
  'definitions.propose, an entry': () =>
    api.definitions.propose.mutate({ settings: settings([NUL]), basedOn: 0 }),
  'definitions.propose, the note': () =>
    api.definitions.propose.mutate({ settings: settings([]), note: NUL, basedOn: 0 }),
  'definitions.cancel': () => api.definitions.cancel.mutate({ revision: TOO_LARGE }),
  'jobs.retry': () => api.jobs.retry.mutate({ jobId: 'none' }),
};

describe('what a database cannot hold', () => {
  it.each(Object.entries(calls))('is refused as a mistake of the caller by %s', async (_, call) => {
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TRPCClientError);
    expect((failure as TRPCClientError<never>).data).toMatchObject({ httpStatus: 400 });
  });
});
