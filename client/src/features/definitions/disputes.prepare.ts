import type { DisputeProposal, DisputeView } from '@bellwether/shared/definitions/disputes.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { AssignableClass } from '@bellwether/shared/pull-requests/author-class.rules';
import type {
  ExclusionEffect,
  ExclusionField,
} from '@bellwether/shared/pull-requests/exclusion.rules';

export type DoubtDraft = {
  /** Null: the pull request as a whole. */
  metric: string | null;
  kind: 'hide' | 'separate' | 'rule' | 'author-class' | 'other';
  rule: { field: ExclusionField; pattern: string; effect: ExclusionEffect; teamId: string | null };
  authorClass: AssignableClass;
  reason: string;
};

export const freshDoubt: DoubtDraft = {
  ...{ metric: null, kind: 'hide', authorClass: 'bot', reason: '' },
  rule: { field: 'base-branch', pattern: '', effect: 'hide', teamId: null },
};

export const doubtKinds: readonly { kind: DoubtDraft['kind']; label: string }[] = [
  { kind: 'hide', label: 'This pull request is left out' },
  { kind: 'separate', label: 'This pull request is a series of its own' },
  { kind: 'rule', label: 'Whatever fits a rule is left out' },
  { kind: 'author-class', label: 'The author is of another class' },
  { kind: 'other', label: 'Something else' },
];

/** What is sent: the server checks it and says what is wrong with a rule. */
export function proposalOf(
  { kind, rule, authorClass }: DoubtDraft,
  author: string | null,
): DisputeProposal {
  switch (kind) {
    case 'hide':
    case 'separate':
      return { kind: 'exclusion', effect: kind, rule: null };
    case 'rule': {
      const name = `${rule.pattern.replace(/[^\p{L}\p{N} ._&/+@#-]/gu, '').trim()}`.slice(0, 40);
      const named = { ...rule, name: name === '' ? 'Proposed' : name, by: null };
      return { kind: 'exclusion', effect: rule.effect, rule: named };
    }
    case 'author-class':
      return { kind, login: author ?? '', authorClass };
    case 'other':
      return { kind };
  }
}

/** Which number: `Time to first review`; null where the pull request as a whole is meant. */
export function doubtedNumber({ metric }: Pick<DisputeView, 'metric'>): string | null {
  const terms = Object.entries(durationTerms);
  return terms.find(([name]) => name === metric)?.[1].label ?? metric;
}

const stateNames: Readonly<Record<DisputeView['state'], string>> = {
  open: 'Waiting for a decision',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

/** `Accepted by Ada`, or what it waits for. */
export function disputeState({ state, decidedBy }: Pick<DisputeView, 'state' | 'decidedBy'>) {
  return decidedBy === null ? stateNames[state] : `${stateNames[state]} by ${decidedBy}`;
}

/** Those that wait, and those that do not any more. */
export function splitDisputes(disputes: readonly DisputeView[]) {
  return {
    open: disputes.filter(({ state }) => state === 'open'),
    decided: disputes.filter(({ state }) => state !== 'open'),
  };
}
