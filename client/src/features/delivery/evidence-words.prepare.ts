import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import type { ShownDeployment, ShownEvidence } from '@bellwether/shared/delivery/delivery.schema';
import { formatDuration } from '../../format/duration.ts';

export const stepWords: Readonly<Record<ShownDeployment['step'], string>> = {
  baseline: 'baseline: the first that is known',
  change: '',
  redeploy: 'the same version again',
  rollback: 'back to an earlier version',
  'not-known': 'what it brought is not known',
  failed: 'never succeeded',
};

export const failureWords: Readonly<Record<ShownEvidence['kind'], string>> = {
  human: 'Said to be the cause of',
  'caused-by': 'Named as the cause by',
  rollback: 'Taken back by',
  revert: 'Reverted by',
  hotfix: 'Mended in haste by',
  suspected: 'Shortly before',
};

export const remedyWords = {
  rollback: 'Takes back',
  revert: 'Reverts',
  hotfix: 'Hotfix',
} as const;

type Evidence = AttributionLink['evidence'][number];

/** Why a deployment is suspected, one line each, the strongest first. */
export function describeLink(link: AttributionLink): string[] {
  return link.evidence.map((one) => describeEvidence(one, link));
}

const mended: Record<'rollback' | 'revert' | 'hotfix', string> = {
  rollback: 'It was taken back',
  revert: 'Part of it was reverted',
  hotfix: 'A hotfix followed',
};

function describeEvidence(one: Evidence, { incident, deployment }: AttributionLink): string {
  switch (one.kind) {
    case 'caused-by':
      return 'The incident itself names it as its cause';
    case 'mention':
      return 'The remedy’s title repeats the incident’s';
    case 'same-service':
      return `Same service: ${deployment?.service ?? incident.service ?? ''}`;
    case 'same-repository':
      return `Same repository: ${deployment?.repository ?? ''}`;
    case 'time':
      return `The incident began ${formatDuration(one.seconds)} after it`;
    default:
      return `${mended[one.kind]} ${formatDuration(one.afterSeconds)} after the incident began`;
  }
}

/** How much the best of the evidence says. */
export function describeStrength(strength: number): string {
  if (strength >= 6) {
    return 'named by the incident';
  }
  if (strength >= 3) {
    return 'strong';
  }
  return 'near in time alone';
}
