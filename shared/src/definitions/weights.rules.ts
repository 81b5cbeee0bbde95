import {
  type AiAssistanceRules,
  defaultAiAssistanceRules,
} from '../pull-requests/ai-assistance.ts';
import { type ComplexityRules, defaultComplexityRules } from '../pull-requests/complexity.rules.ts';
import type { AiSignsSettings, ComplexitySettings } from './weights.schema.ts';

/** The weights as they are set, or as installed. */
export function complexityOf(set: ComplexitySettings | null): ComplexitySettings {
  return set ?? pick(defaultComplexityRules);
}

/** The signs as they are set, or as installed. */
export function aiSignsOf(set: AiSignsSettings | null): AiSignsSettings {
  const { branchPrefixes, labels } = set ?? defaultAiAssistanceRules;
  return { branchPrefixes: [...branchPrefixes], labels: [...labels] };
}

export function applyComplexity(
  rules: ComplexityRules,
  set: ComplexitySettings | null,
): ComplexityRules {
  return set === null ? rules : { ...rules, ...pick(set) };
}

export function applyAiSigns(
  rules: AiAssistanceRules,
  set: AiSignsSettings | null,
): AiAssistanceRules {
  return set ?? rules;
}

function pick(from: ComplexitySettings): ComplexitySettings {
  const { sizeWeight, moduleWeight, areaWeights, dependencyWeight, tierFrom } = from;
  return {
    ...{ sizeWeight, moduleWeight, dependencyWeight },
    areaWeights: { ...areaWeights },
    tierFrom: { standard: tierFrom.standard, deep: tierFrom.deep },
  };
}

/** Every number of the weights: what it is called, in the middle of a sentence, and where it stands. */
export const weightFields = [
  { field: 'size', words: 'each doubling of the size' },
  { field: 'modules', words: 'each module that is touched' },
  { field: 'public-api', words: 'a public interface' },
  { field: 'contract', words: 'a contract with others' },
  { field: 'migration', words: 'a migration of data' },
  { field: 'auth', words: 'sign-in and permissions' },
  { field: 'infrastructure', words: 'infrastructure' },
  { field: 'dependency', words: 'a dependency that changed with its lock file' },
] as const;
export type WeightField = (typeof weightFields)[number]['field'];

export const tierFields = [
  { field: 'standard', words: 'a standard review' },
  { field: 'deep', words: 'a deep review, which asks for a design comment' },
] as const;
export type TierField = (typeof tierFields)[number]['field'];

export function readWeight(set: ComplexitySettings, field: WeightField): number {
  switch (field) {
    case 'size':
      return set.sizeWeight;
    case 'modules':
      return set.moduleWeight;
    case 'dependency':
      return set.dependencyWeight;
    default:
      return set.areaWeights[field];
  }
}

export function withWeight(
  set: ComplexitySettings,
  field: WeightField,
  points: number,
): ComplexitySettings {
  switch (field) {
    case 'size':
      return { ...set, sizeWeight: points };
    case 'modules':
      return { ...set, moduleWeight: points };
    case 'dependency':
      return { ...set, dependencyWeight: points };
    default:
      return { ...set, areaWeights: { ...set.areaWeights, [field]: points } };
  }
}

/** Each weight and each border of a tier that differs, as a sentence without its stop. */
export function describeComplexity(
  before: ComplexitySettings | null,
  after: ComplexitySettings | null,
): string[] {
  const was = complexityOf(before);
  const is = complexityOf(after);
  const weights = weightFields.flatMap(({ field, words }) => {
    const [then, now] = [readWeight(was, field), readWeight(is, field)];
    return then === now ? [] : [`Complexity has ${points(now)} for ${words}, not ${then}`];
  });
  const borders = tierFields.flatMap(({ field }) => {
    const [then, now] = [was.tierFrom[field], is.tierFrom[field]];
    return then === now ? [] : [`A ${field} review begins at ${points(now)}, not ${then}`];
  });
  return [...weights, ...borders];
}

function points(count: number): string {
  return `${count} ${count === 1 ? 'point' : 'points'}`;
}

/** Each sign of an AI agent that came or went, as a sentence without its stop. */
export function describeAiSigns(
  before: AiSignsSettings | null,
  after: AiSignsSettings | null,
): string[] {
  const was = aiSignsOf(before);
  const is = aiSignsOf(after);
  return [
    ...describeSigns('A branch that begins with', was.branchPrefixes, is.branchPrefixes),
    ...describeSigns('The label', was.labels, is.labels),
  ];
}

function describeSigns(what: string, was: readonly string[], is: readonly string[]): string[] {
  return [
    ...is
      .filter((sign) => !was.includes(sign))
      .map((sign) => `${what} ${sign} is a sign of an AI agent`),
    ...was
      .filter((sign) => !is.includes(sign))
      .map((sign) => `${what} ${sign} is no sign of an AI agent any more`),
  ];
}

/** Null when it is what comes with Bellwether, so that nothing differs. */
export function complexityOrNull(set: ComplexitySettings): ComplexitySettings | null {
  return describeComplexity(null, set).length === 0 ? null : pick(set);
}

export function aiSignsOrNull(set: AiSignsSettings): AiSignsSettings | null {
  return describeAiSigns(null, set).length === 0 ? null : set;
}
