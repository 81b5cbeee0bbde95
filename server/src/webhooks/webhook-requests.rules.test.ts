import { describe, expect, it } from 'vitest';
import { webhookPayloadSchema } from './webhook-payload.schema.ts';
import { chooseReadings, isReadEvent, webhookEvents } from './webhook-requests.rules.ts';

const repository = { node_id: 'R_1', full_name: 'octo/shop', default_branch: 'main' };

function readingsOf(event: string, payload: object) {
  const parsed = webhookPayloadSchema.parse({ repository, ...payload });
  return chooseReadings(event, parsed).readings;
}

const pass = (...streams: string[]) => [{ kind: 'pass', streams }];
const pull = [{ kind: 'pull-request', number: 7 }];
const discover = { kind: 'discover' };

describe('what is read again after a delivery', () => {
  it.each<[string, object, unknown[]]>([
    ['pull_request', { pull_request: { number: 7 } }, pull],
    ['pull_request_review', { pull_request: { number: 7 } }, pull],
    ['pull_request_review_comment', { pull_request: { number: 7 } }, pull],
    ['pull_request_review_thread', { pull_request: { number: 7 } }, pull],
    ['issue_comment', { issue: { number: 7, pull_request: { url: 'x' } } }, pull],
    ['issue_comment', { issue: { number: 7 } }, pass('issues')],
    ['issues', { issue: { number: 7 } }, pass('issues')],
    ['push', { ref: 'refs/heads/main' }, pass('repository')],
    ['push', { ref: 'refs/heads/topic' }, []],
    ['push', { ref: 'refs/tags/main' }, []],
    ['create', { ref: 'v1', ref_type: 'tag' }, pass('deployments', 'comparisons')],
    ['delete', { ref: 'topic', ref_type: 'branch' }, []],
    ['delete', { ref: 'main', ref_type: 'branch' }, pass('repository')],
    ['deployment', {}, pass('deployments', 'comparisons')],
    ['deployment_status', {}, pass('deployments', 'comparisons')],
    ['release', { action: 'published' }, pass('deployments', 'comparisons')],
    ['workflow_run', { action: 'completed' }, pass('deployments', 'comparisons')],
    ['workflow_run', { action: 'requested' }, []],
    ['repository', { action: 'archived' }, pass('repository')],
    ['repository', { action: 'renamed' }, [...pass('repository'), discover]],
    ['repository', { action: 'privatized' }, [...pass('repository'), discover]],
    ['installation', { installation: { id: 3 } }, [discover]],
    ['installation_repositories', { installation: { id: 3 } }, [discover]],
    ['membership', { organization: { login: 'octo' } }, [discover]],
    ['team', {}, [discover]],
    ['organization', {}, [discover]],
    ['ping', { zen: 'Keep it simple.' }, []],
    ['star', {}, []],
    ['constructor', {}, []],
  ])('%s of %j', (event, payload, expected) => {
    expect(readingsOf(event, payload)).toEqual(expected);
  });

  it('is nothing where the delivery does not say what it is about', () => {
    expect(readingsOf('pull_request', {})).toEqual([]);
    expect(readingsOf('pull_request', { pull_request: { number: 'seven' } })).toEqual([]);
    expect(readingsOf('issue_comment', { issue: { pull_request: {} } })).toEqual([]);
    expect(readingsOf('push', { ref: 'refs/heads/main', repository: null })).toEqual([]);
  });
});

describe('the events to choose on GitHub', () => {
  it('are those that have something read, without the ones that an App gets unasked', () => {
    expect(webhookEvents.every(isReadEvent)).toBe(true);
    expect(webhookEvents).toContain('pull_request_review');
    expect(webhookEvents).not.toContain('installation');
    expect(webhookEvents).not.toContain('ping');
  });
});
