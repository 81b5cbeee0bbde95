import { expect, test } from 'vitest';
import { mapWorkflowRuns } from './workflow-run.map.ts';

const run = (id: number, more: object = {}) => ({
  ...{ id, node_id: `WFR_${id}`, name: 'Deploy', head_branch: 'main', head_sha: `sha ${id}` },
  ...{ event: 'push', status: 'completed', conclusion: 'success', html_url: `https://x/${id}` },
  created_at: new Date('2026-02-03T09:00:00Z'),
  updated_at: new Date('2026-02-03T09:40:00Z'),
  ...more,
});

test('B9.8 a run is one deployment whatever its jobs, finished when the last of them was', () => {
  const rows = mapWorkflowRuns([run(1), run(1), run(2, { conclusion: 'failure' })], 'Deploy', 'r');
  expect(rows.deployments.map(({ id, kind, name }) => [id, kind, name])).toEqual([
    ['WFR_1', 'workflow-run', 'Deploy'],
    ['WFR_2', 'workflow-run', 'Deploy'],
  ]);
  expect(rows.statuses.map(({ state, createdAt }) => [state, createdAt.toISOString()])).toEqual([
    ['success', '2026-02-03T09:40:00.000Z'],
    ['failure', '2026-02-03T09:40:00.000Z'],
  ]);
});

test('a run that is not completed is no deployment yet', () => {
  const waiting = run(1, { status: 'in_progress', conclusion: null });
  expect(mapWorkflowRuns([waiting], 'Deploy', 'r').deployments).toEqual([]);
});
