import { stableNumber } from './stable-id.ts';
import type { WorldLabel } from './world.types.ts';

type Identified = { id: number; node_id?: string };

const PREFIX = {
  pull: 'PR',
  issue: 'I',
  review: 'PRR',
  reviewComment: 'PRRC',
  comment: 'IC',
  deployment: 'DE',
  deploymentStatus: 'DES',
  release: 'RE',
  workflowRun: 'WFR',
  event: 'EV',
  team: 'T',
} as const;

/** The node id that a row carries, or one made from its kind and number: the same at every call. */
export function nodeIdOf(kind: keyof typeof PREFIX, row: Identified): string {
  return row.node_id ?? `${PREFIX[kind]}_${row.id}`;
}

/** The node id of a pull request's commit: a pull request's own, beside the commit's. */
export function pullCommitNodeId(row: { pull_number: number; sha: string }): string {
  return `PURC_${row.pull_number}_${row.sha}`;
}

export function labelId(repository: string, label: WorldLabel): number {
  return label.id ?? stableNumber(`label ${repository} ${label.name.toLowerCase()}`);
}

export function labelNodeId(repository: string, label: WorldLabel): string {
  return label.node_id ?? `LA_${labelId(repository, label)}`;
}
