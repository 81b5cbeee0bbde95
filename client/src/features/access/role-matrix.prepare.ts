import {
  type Capability,
  extentOf,
  type Role,
  roles,
} from '@bellwether/shared/access/capabilities';

/** `granted`: all that the role covers. `own`: what is one's own. Null: nothing. */
export type MatrixCell = { role: Role; extent: 'granted' | 'own' | null; words: string };
export type MatrixRow = { capability: Capability; words: string; cells: MatrixCell[] };
export type MatrixGroup = { title: string; rows: MatrixRow[] };

const cellWords = { granted: 'Yes', own: 'Own' } as const;

/** What everybody has before signing in tells the roles apart in nothing. */
type Told = Exclude<Capability, 'access.enter'>;

const words = {
  'cycle-time.read': ['Numbers', 'Where time goes: trends and durations of teams'],
  'pull-requests.read': ['Numbers', 'Pull requests one by one'],
  'review-load.read': ['Numbers', 'Review load: how reviews are spread'],
  'delivery.read': ['Numbers', 'Delivery: what reaches production'],
  'agreements.read': ['Numbers', 'What teams agreed on, and how it is kept'],
  'interventions.read': ['Numbers', 'What was changed, and whether it helped'],
  'deployments.read': ['Numbers', 'Deployments'],
  'incidents.read': ['Numbers', 'Incidents'],
  'definitions.read': ['Numbers', 'How numbers are defined'],
  'sync-status.read': ['Numbers', 'How complete the data is'],
  'review-requests.write': ['Work', 'Ask somebody for a review on GitHub'],
  'review-load.bands': ['Work', 'Say how much a lead should review and code'],
  'delivery.attribute': ['Work', 'Confirm or refute what caused an incident'],
  'incidents.instants': ['Work', 'Say when the impact of an incident began and ended'],
  'agreements.write': ['Work', 'Make agreements'],
  'interventions.write': ['Work', 'Mark what was changed, write on the charts'],
  'disputes.own': ['Work', 'Doubt a number'],
  'disputes.decide': ['Work', 'Decide about doubted numbers'],
  'saved-views.own': ['Work', 'Saved views of one’s own'],
  'people.read': ['People', 'Who is who: accounts, addresses, teams'],
  'people.write': ['People', 'Merge people, change teams'],
  'profiles.read': ['People', 'Profiles: time zone, working hours, absences'],
  'profiles.write': ['People', 'Change profiles'],
  'private-notes.own': ['People', 'Private notes: one’s own, and those one is named on'],
  'connections.read': ['Set-up', 'Connections to GitHub'],
  'connections.write': ['Set-up', 'Connect GitHub, choose repositories'],
  'sync-status.write': ['Set-up', 'Have data read again, pause reading'],
  'definitions.write': ['Set-up', 'Change definitions'],
  'delivery.settings': ['Set-up', 'Say how delivery is judged'],
  'deployments.rules': ['Set-up', 'Say what counts as a deployment'],
  'incidents.rules': ['Set-up', 'Say which issues are incidents'],
  'deployments.write': ['Set-up', 'Report deployments of other systems'],
  'incidents.write': ['Set-up', 'Report incidents of other systems'],
  'contracts.read': ['Set-up', 'Contracts between teams'],
  'contracts.write': ['Set-up', 'Register contracts'],
  'jobs.read': ['Set-up', 'Work of the server'],
  'jobs.write': ['Set-up', 'Have failed work tried again'],
  'access.own': ['Access', 'Own account, password and browsers'],
  'tokens.own': ['Access', 'API tokens of one’s own'],
  'tokens.all': ['Access', 'Everybody’s API tokens'],
  'access.read': ['Access', 'Who may see what'],
  'access.write': ['Access', 'Give roles, invite, take access away'],
  'sign-in-settings.read': ['Access', 'Ways to sign in'],
  'sign-in-settings.write': ['Access', 'Change ways to sign in'],
  'audit.read': ['Access', 'The audit log'],
  'operations.read': ['Access', 'The server’s own figures'],
} as const satisfies Record<Told, readonly [group: string, words: string]>;

const isTold = (capability: string): capability is Told => Object.hasOwn(words, capability);

/** What each role sees and may do, straight from the table that the server decides by. */
export function prepareRoleMatrix(): MatrixGroup[] {
  const told = Object.keys(words).filter(isTold);
  const titles = [...new Set(told.map((capability) => words[capability][0]))];
  return titles.map((title) => ({
    title,
    rows: told
      .filter((capability) => words[capability][0] === title)
      .map((capability) => ({
        capability,
        words: words[capability][1],
        cells: roles.map((role) => cellOf(role, capability)),
      })),
  }));
}

function cellOf(role: Role, capability: Capability): MatrixCell {
  const found = extentOf(role, capability);
  // What is one's own by its name is so for an admin too, however far the role reaches.
  const extent = found !== null && capability.endsWith('.own') ? 'own' : found;
  return { role, extent, words: extent === null ? 'No' : cellWords[extent] };
}
