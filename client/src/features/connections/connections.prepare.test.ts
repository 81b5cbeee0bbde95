import type {
  AvailableRepository,
  ConnectionSummary,
} from '@bellwether/shared/connections/connections.schema';
import { describe, expect, it } from 'vitest';
import {
  describeConnection,
  describeRemoval,
  describeSuspension,
  describeWebhook,
  marksOf,
  messageAt,
  prepareChoices,
  prepareDoors,
  secretStatusOf,
  titleOf,
} from './connections.prepare.ts';

const now = Date.parse('2026-03-12T00:00:00Z');
const available = (overrides: Partial<AvailableRepository>): AvailableRepository => ({
  repository: 'acme/shop',
  isPrivate: false,
  isArchived: false,
  isFork: false,
  isEmpty: false,
  pushedAt: null,
  isAdded: false,
  ...overrides,
});

describe('prepareChoices', () => {
  it('offers a whole owner/name that GitHub does not list', () => {
    const choices = prepareChoices([available({})], 'other/thing', now);
    expect(choices.map((c) => [c.repository, c.isTyped])).toEqual([
      ['other/thing', true],
      ['acme/shop', false],
    ]);
  });

  it('offers nothing of its own for half a name, or one that is listed in other letters', () => {
    expect(prepareChoices([], 'acme', now)).toEqual([]);
    expect(prepareChoices([available({})], 'Acme/Shop', now)).toHaveLength(1);
  });

  it('marks what is private, archived, a fork or empty, and what is read already', () => {
    const all = { isPrivate: true, isArchived: true, isFork: true, isEmpty: true, isAdded: true };
    const [choice] = prepareChoices([available(all)], '', now);
    expect(choice?.marks).toEqual(['private', 'archived', 'fork', 'empty']);
    expect(choice?.hint).toBe('already read');
  });
});

describe('prepareDoors', () => {
  const repository = {} as ConnectionSummary['repositories'][number];

  it('closes the sample door, with the reason, once repositories of one’s own are read', () => {
    expect(prepareDoors([{ kind: 'app', repositories: [] }]).whyNoSample).not.toBeNull();
    expect(prepareDoors([{ kind: 'token', repositories: [repository] }])).toEqual({
      hasSample: false,
      whyNoSample: expect.stringContaining('Your own repositories are being read'),
    });
  });

  it('leaves it open for a token without repositories, and beside the sample team itself', () => {
    expect(prepareDoors([{ kind: 'token', repositories: [] }]).whyNoSample).toBeNull();
    expect(prepareDoors([{ kind: 'sample', repositories: [repository] }])).toEqual({
      hasSample: true,
      whyNoSample: null,
    });
  });
});

describe('describeRemoval', () => {
  it('says what will be gone', () => {
    expect(
      describeRemoval({ repositories: 1, pullRequests: 1240 }).replaceAll('\u202f', ' '),
    ).toContain('Removes 1 repository and 1 240 pull requests');
  });
});

describe('describeConnection', () => {
  it('shows how its secret is recognised, who set it, and nothing more of it', () => {
    const connection: ConnectionSummary = {
      id: '3f2c8a52-5a0e-4d7e-9a57-6a4d9b8c1e11',
      kind: 'token',
      apiUrl: 'https://api.github.com',
      ...{ login: 'mira', appId: null, suspendedAt: null },
      ...{ secretHint: '9f2c', secretSetAt: '2026-03-01T12:00:00Z', secretSetBy: 'Ada Admin' },
      ...{ webhookSecretHint: null, webhookSecretSetAt: null, webhookSecretSetBy: null },
      rights: null,
      checkedAt: '2026-03-11T23:00:00Z',
      createdAt: '2026-03-11T23:00:00Z',
      repositories: [],
    };
    const words = describeConnection(connection, '2026-03-12T00:00:00Z').replaceAll('\u00a0', ' ');
    expect(words).toBe('checked 1 h ago');
    const app: ConnectionSummary = { ...connection, kind: 'app', appId: '12', secretHint: 'Ab3' };
    expect(describeConnection(app, '2026-03-12T00:00:00Z')).toContain('App 12 · checked');
    expect(secretStatusOf(app)).toMatchObject({ hint: 'Ab3', isKey: true });
    expect(secretStatusOf(connection)).toEqual({
      ...{ setAt: '2026-03-01T12:00:00Z', setBy: 'Ada Admin', hint: '9f2c', isKey: false },
    });
    expect(secretStatusOf({ ...connection, kind: 'sample' })).toBeNull();
    const hook = { webhookSecretHint: 'c0de', webhookSecretSetAt: '2026-03-01T12:00:00Z' };
    expect(
      describeWebhook({ ...hook, webhookSecretSetBy: 'Ada Admin' }, '2026-03-12T00:00:00Z'),
    ).toBe('secret set on Sun 1 Mar by Ada Admin, ends in …c0de');
    expect(describeWebhook(connection, '2026-03-12T00:00:00Z')).toBe('no secret of its own');
  });
});

describe('titleOf', () => {
  it('tells a token, an App and the sample team apart', () => {
    expect(titleOf({ kind: 'token', login: 'mira' })).toBe('GitHub as mira');
    expect(titleOf({ kind: 'app', login: 'acme' })).toBe('GitHub App at acme');
    expect(titleOf({ kind: 'sample', login: null })).toBe('Sample team');
  });
});

describe('describeSuspension', () => {
  it('says since when nothing is read, and that nothing is lost', () => {
    const words = describeSuspension({ login: 'acme', suspendedAt: '2026-03-01T09:00:00Z' });
    expect(words).toMatch(/acme is suspended or gone since .*Mar.*what was read is kept/);
    expect(describeSuspension({ login: 'acme', suspendedAt: null })).toBeNull();
  });
});

describe('marksOf', () => {
  it('says of a withdrawn repository that its history stays', () => {
    const repository: ConnectionSummary['repositories'][number] = {
      ...{ id: 'R_1', repository: 'acme/shop', url: 'https://github.com/acme/shop' },
      ...{ isPrivate: true, isArchived: false, isEmpty: false, historyFrom: null },
      ...{ isDiscovered: true, inaccessibleSince: '2026-03-01T09:00:00Z' },
    };
    expect(marksOf(repository)).toEqual([
      'private',
      expect.stringMatching(/^not shown by GitHub since .*Mar.*: its history stays$/),
    ]);
  });
});

describe('messageAt', () => {
  const error = { field: 'privateKey', message: 'This is no private key.', remedy: null };

  it('is the sentence at its own field, and nothing at others', () => {
    expect(messageAt(error, 'privateKey')).toBe('This is no private key.');
    expect(messageAt(error, 'appId')).toBeUndefined();
    expect(messageAt(null, 'appId')).toBeUndefined();
  });
});
