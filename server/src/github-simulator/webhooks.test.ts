import { Webhooks } from '@octokit/webhooks';
import { describe, expect, test } from 'vitest';
import { ada, tinyMerge, tinyRepository, tinyWorld } from './tiny-world.fixture.ts';
import type { WebhookEvent } from './webhook-payload.ts';
import { buildWebhook } from './webhooks.ts';

const world = tinyWorld(
  tinyRepository({
    pulls: [tinyMerge(1, '2026-02-01T00:00:00Z')],
    reviews: [
      {
        pull_number: 1,
        id: 21,
        user: ada,
        state: 'CHANGES_REQUESTED',
        submitted_at: '2026-01-02T00:00:00Z',
      },
    ],
    reviewComments: [{ pull_number: 1, id: 31, user: ada, created_at: '2026-01-02T00:00:00Z' }],
    issueComments: [{ issue_number: 1, id: 41, user: ada, created_at: '2026-01-02T00:00:00Z' }],
    issues: [
      {
        id: 51,
        number: 2,
        title: 'Issue #2',
        state: 'open',
        user: ada,
        labels: [],
        created_at: '2026-01-02T00:00:00Z',
        updated_at: '2026-01-02T00:00:00Z',
        closed_at: null,
      },
    ],
    deployments: [
      {
        id: 61,
        sha: 'merge1',
        ref: 'main',
        environment: 'production',
        created_at: '2026-02-02T00:00:00Z',
        updated_at: '2026-02-02T00:00:00Z',
        creator: ada,
        statuses: [{ id: 62, state: 'success', created_at: '2026-02-02T00:05:00Z' }],
      },
    ],
  }),
);

function deliver(event: WebhookEvent, deliveryId?: string) {
  return buildWebhook({ world, repository: 'octo/shop', event, secret: 's3cret', deliveryId });
}

describe('webhook deliveries', () => {
  test('are signed so that octokit takes them, and refuses them once a byte is changed', async () => {
    const { headers, body } = deliver({ event: 'pull_request', action: 'closed', number: 1 });
    const webhooks = new Webhooks({ secret: 's3cret' });
    const signature = headers['x-hub-signature-256'] ?? '';
    expect(await webhooks.verify(body, signature)).toBe(true);
    expect(await webhooks.verify(`${body} `, signature)).toBe(false);
  });

  test('name their event, and carry one id per delivery', () => {
    const event: WebhookEvent = { event: 'issues', action: 'opened', number: 2 };
    expect(deliver(event).headers).toMatchObject({ 'x-github-event': 'issues' });
    expect(deliver(event)).toEqual(deliver(event));
    expect(deliver(event, 'mine').headers['x-github-delivery']).toBe('mine');
  });

  test.each<[WebhookEvent, object]>([
    [
      { event: 'pull_request', action: 'closed', number: 1 },
      { action: 'closed', number: 1, pull_request: { merged: true, base: { ref: 'main' } } },
    ],
    [
      { event: 'pull_request', action: 'synchronize', number: 1, before: 'a', after: 'b' },
      { before: 'a', after: 'b' },
    ],
    [
      { event: 'pull_request', action: 'labeled', number: 1, label: { name: 'emergency' } },
      { label: { name: 'emergency' } },
    ],
    [
      { event: 'pull_request_review', action: 'submitted', number: 1, reviewId: 21 },
      { review: { id: 21, state: 'changes_requested' }, pull_request: { number: 1 } },
    ],
    [
      { event: 'pull_request_review_comment', action: 'created', number: 1, commentId: 31 },
      { comment: { id: 31 }, pull_request: { number: 1 } },
    ],
    [
      { event: 'issue_comment', action: 'created', number: 1, commentId: 41 },
      { comment: { id: 41 }, issue: { number: 1, pull_request: {} } },
    ],
    [{ event: 'issues', action: 'opened', number: 2 }, { issue: { number: 2 } }],
    [
      { event: 'deployment_status', action: 'created', deploymentId: 61, statusId: 62 },
      { deployment: { id: 61, sha: 'merge1' }, deployment_status: { state: 'success' } },
    ],
    [{ event: 'ping' }, { zen: expect.any(String) }],
  ])('%j tells what happened, where, and who did it', (event, expected) => {
    const payload: unknown = JSON.parse(deliver(event).body);
    expect(payload).toMatchObject({
      ...expected,
      repository: { full_name: 'octo/shop' },
      sender: { login: expect.any(String) },
    });
  });

  test('an event of something that the world does not hold is an error', () => {
    expect(() => deliver({ event: 'pull_request', action: 'opened', number: 99 })).toThrow(
      /no pull request 99/,
    );
  });
});
