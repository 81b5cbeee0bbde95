import type { ExclusionRule } from '../pull-requests/exclusion.rules.ts';
import { listedPullRequests } from '../pull-requests/exclusion.rules.ts';
import type { DefinitionSettings } from './definitions.schema.ts';
import { classWords, ruleWords } from './describe-change.rules.ts';
import type { DisputeProposal } from './disputes.schema.ts';

/** Whose doubt it is and of what: `pullRequest` is `owner/name#12`; `by` is as people know them, `@mara` or a name. */
export type DisputeSubject = { pullRequest: string; by: string };

/** What is proposed, as a sentence without its stop. */
export function proposalWords(proposal: DisputeProposal, pullRequest: string): string {
  switch (proposal.kind) {
    case 'exclusion': {
      const end = proposal.effect === 'hide' ? 'is left out' : 'is shown in a series of its own';
      return proposal.rule === null
        ? `${pullRequest} ${end}`
        : `Whatever fits a rule ${end}: ${ruleWords(proposal.rule)}`;
    }
    case 'author-class':
      return `${proposal.login} is ${classWords[proposal.authorClass]}`;
    case 'other':
      return 'Somebody has a look at it';
  }
}

/**
 * Whether accepting takes the right to change definitions for everybody: a class of an account and a rule without a team
 * reach beyond the teams of a lead (B14).
 */
export function reachesEverybody(proposal: DisputeProposal): boolean {
  switch (proposal.kind) {
    case 'exclusion':
      return proposal.rule !== null && proposal.rule.teamId === null;
    case 'author-class':
      return true;
    case 'other':
      return false;
  }
}

/** The settings with what was proposed; the same settings when it changes nothing. */
export function applyProposal(
  settings: DefinitionSettings,
  proposal: DisputeProposal,
  subject: DisputeSubject,
): DefinitionSettings {
  switch (proposal.kind) {
    case 'exclusion':
      return proposal.rule === null
        ? leaveOutAlone(settings, proposal.effect, subject)
        : addRule(settings, { ...proposal.rule, effect: proposal.effect, by: subject.by });
    case 'author-class': {
      const pattern = proposal.login;
      const others = settings.authorClasses.entries.filter((entry) => entry.pattern !== pattern);
      const entry = { pattern, authorClass: proposal.authorClass };
      return {
        ...settings,
        authorClasses: { ...settings.authorClasses, entries: [entry, ...others] },
      };
    }
    case 'other':
      return settings;
  }
}

/** How many pull requests one rule may name. */
const MOST_LISTED = 200;

/** Single pull requests of one person stand in one rule: so they are counted as "2 manual by @mara" (B14). */
function leaveOutAlone(
  settings: DefinitionSettings,
  effect: ExclusionRule['effect'],
  { pullRequest, by }: DisputeSubject,
): DefinitionSettings {
  const wanted = pullRequest.toLowerCase();
  const isManual = (rule: ExclusionRule) =>
    rule.field === 'pull-request' &&
    rule.effect === effect &&
    rule.teamId === null &&
    rule.by === by;
  if (settings.exclusions.some((rule) => isManual(rule) && lists(rule, wanted))) {
    return settings;
  }
  const known = settings.exclusions.find(
    (rule) => isManual(rule) && listedPullRequests(rule.pattern).length < MOST_LISTED,
  );
  if (known !== undefined) {
    const longer = { ...known, pattern: `${known.pattern} ${wanted}` };
    return {
      ...settings,
      exclusions: settings.exclusions.map((rule) => (rule === known ? longer : rule)),
    };
  }
  const name = freeName(`manual by ${by}${effect === 'hide' ? '' : ' apart'}`, settings.exclusions);
  const rule = { name, field: 'pull-request' as const, pattern: wanted, effect, teamId: null, by };
  // First: what somebody named one by one is not counted under a rule that fits by chance.
  return { ...settings, exclusions: [rule, ...settings.exclusions] };
}

function lists({ pattern }: ExclusionRule, pullRequest: string): boolean {
  return listedPullRequests(pattern).includes(pullRequest);
}

function addRule(settings: DefinitionSettings, rule: ExclusionRule): DefinitionSettings {
  const isKnown = settings.exclusions.some(
    ({ field, pattern, effect, teamId }) =>
      field === rule.field &&
      pattern === rule.pattern &&
      effect === rule.effect &&
      teamId === rule.teamId,
  );
  if (isKnown) {
    return settings;
  }
  const name = freeName(rule.name, settings.exclusions);
  return { ...settings, exclusions: [...settings.exclusions, { ...rule, name }] };
}

const LONGEST_NAME = 60;

function freeName(wanted: string, rules: readonly ExclusionRule[]): string {
  const name = wanted.replace(/[^\p{L}\p{M}\p{N} ._&/+@#-]/gu, '').slice(0, LONGEST_NAME);
  const taken = new Set(rules.map((rule) => rule.name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : ` ${count}`;
    const free = `${name.slice(0, LONGEST_NAME - end.length)}${end}`;
    if (!taken.has(free.toLowerCase())) {
      return free;
    }
  }
}
