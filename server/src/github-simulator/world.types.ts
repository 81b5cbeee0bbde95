/**
 * A world: everything the simulator knows about some repositories, in the field names of GitHub's REST API.
 * Recorded worlds are read from folders of gzipped NDJSON (one file per list below); generated worlds are built in memory.
 * Instants are ISO 8601 strings in UTC, whole seconds, as GitHub sends them. A field that a recording lacks is absent or null.
 */
export type WorldUser = {
  login: string;
  id: number;
  node_id?: string;
  type?: 'User' | 'Bot' | 'Organization' | 'Mannequin';
  name?: string | null;
  site_admin?: boolean;
};

export type WorldLabel = { id?: number; node_id?: string; name: string; color?: string };

export type WorldPull = {
  id: number;
  node_id?: string;
  number: number;
  state: 'open' | 'closed';
  locked?: boolean;
  title: string;
  body?: string | null;
  user: WorldUser | null;
  draft?: boolean;
  labels: WorldLabel[];
  assignees?: WorldUser[];
  requested_reviewers?: WorldUser[];
  requested_teams?: { id: number; node_id?: string; name: string; slug: string }[];
  milestone?: { number: number; title: string } | null;
  head: { ref: string; sha: string; label?: string; repo?: { full_name: string } | null };
  base: { ref: string; sha: string; label?: string };
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  merged_at: string | null;
  merge_commit_sha: string | null;
  /** How it reached the default branch; absent: a merge commit with two parents. */
  merge_method?: 'merge' | 'squash';
  merged_by?: WorldUser | null;
  additions: number;
  deletions: number;
  changed_files: number;
};

export type WorldReview = {
  pull_number: number;
  id: number;
  node_id?: string;
  user: WorldUser | null;
  body?: string | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  submitted_at?: string | null;
  commit_id?: string | null;
};

export type WorldReviewComment = {
  pull_number: number;
  id: number;
  node_id?: string;
  user: WorldUser | null;
  created_at: string;
  updated_at?: string;
  pull_request_review_id?: number | null;
  in_reply_to_id?: number | null;
  path?: string;
  commit_id?: string | null;
};

export type WorldIssueComment = {
  issue_number: number;
  is_pull?: boolean;
  id: number;
  node_id?: string;
  user: WorldUser | null;
  created_at: string;
  updated_at?: string;
};

export type WorldCommit = {
  pull_number: number;
  sha: string;
  node_id?: string;
  author?: WorldUser | null;
  commit: {
    author: { name?: string; email?: string; date: string };
    committer: { name?: string; email?: string; date: string };
    message?: string;
  };
  parents: { sha: string }[];
};

export type WorldFile = {
  pull_number: number;
  filename: string;
  status: string;
  additions: number;
  deletions: number;
  changes?: number;
};

export type WorldTimelineEvent = {
  pull_number?: number;
  issue_number?: number;
  id: number;
  node_id?: string;
  event: string;
  created_at: string;
  actor: WorldUser | null;
  commit_id?: string | null;
  /** Head before a force push, where known (not part of REST; the GraphQL event has it). */
  before_commit?: { sha: string; authored_at: string; committed_at: string } | null;
  label?: WorldLabel;
  requested_reviewer?: WorldUser | null;
  requested_team?: { id: number; node_id?: string; name: string; slug: string } | null;
  rename?: { from: string; to: string };
  milestone?: { title: string };
  assignee?: WorldUser | null;
  dismissed_review?: {
    state: string;
    review_id: number;
    dismissal_message?: string | null;
    dismissal_commit_id?: string | null;
  };
};

export type WorldIssue = {
  id: number;
  node_id?: string;
  number: number;
  title: string;
  body?: string | null;
  state: 'open' | 'closed';
  state_reason?: string | null;
  locked?: boolean;
  user: WorldUser | null;
  labels: WorldLabel[];
  assignees?: WorldUser[];
  comments?: number;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
};

export type WorldDeployment = {
  id: number;
  node_id?: string;
  sha: string;
  ref: string;
  task?: string;
  environment: string;
  original_environment?: string;
  production_environment?: boolean;
  created_at: string;
  updated_at: string;
  creator: WorldUser | null;
  description?: string | null;
  statuses: WorldDeploymentStatus[];
};

export type WorldDeploymentStatus = {
  id: number;
  node_id?: string;
  state: string;
  created_at: string;
  environment?: string;
};

export type WorldRelease = {
  id: number;
  node_id?: string;
  tag_name: string;
  name?: string | null;
  /** The commit that the tag points to. */
  sha: string;
  draft?: boolean;
  prerelease?: boolean;
  author?: WorldUser | null;
  created_at: string;
  published_at: string | null;
};

export type WorldWorkflowRun = {
  id: number;
  node_id?: string;
  /** The workflow's name. */
  name: string;
  workflow_id: number;
  run_number: number;
  run_attempt?: number;
  event: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  head_branch: string;
  head_sha: string;
  actor?: WorldUser | null;
  created_at: string;
  updated_at: string;
};

/** A team of an organisation, with whom and what it holds. */
export type WorldTeam = {
  id: number;
  node_id?: string;
  organization: string;
  slug: string;
  name: string;
  parent?: { slug: string } | null;
  members: WorldUser[];
  /** `owner/name`s. */
  repositories: string[];
};

export type WorldRepository = {
  /** `owner/name`, spelled as GitHub spells it. */
  full_name: string;
  id: number;
  node_id: string;
  private: boolean;
  archived: boolean;
  fork: boolean;
  default_branch: string;
  created_at: string;
  pushed_at: string | null;
  owner: WorldUser;
  /** Text of `.gitattributes` at the head of the default branch; null when there is none. */
  gitattributes: string | null;
  /** The CODEOWNERS file at the head of the default branch, and where it lies; absent: there is none. */
  codeOwners?: { path: 'CODEOWNERS' | '.github/CODEOWNERS' | 'docs/CODEOWNERS'; text: string };
  /** Earlier `owner/name`s that answer with a redirect to this repository. */
  former_names?: string[];
  pulls: WorldPull[];
  reviews: WorldReview[];
  reviewComments: WorldReviewComment[];
  issueComments: WorldIssueComment[];
  commits: WorldCommit[];
  files: WorldFile[];
  timeline: WorldTimelineEvent[];
  issues: WorldIssue[];
  deployments: WorldDeployment[];
  releases?: WorldRelease[];
  workflowRuns?: WorldWorkflowRun[];
};

export type World = {
  /** Short name, for logs and for the simulator's own pages. */
  name: string;
  /** The instant that the world ends at: its "now". Null: wall clock. */
  endsAt: string | null;
  /** Whom a token without an account of its own belongs to. */
  viewer?: WorldUser;
  repositories: WorldRepository[];
  teams?: WorldTeam[];
};
