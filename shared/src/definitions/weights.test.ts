import { describe, expect, it } from 'vitest';
import { sensitiveAreas } from '../pull-requests/complexity.rules.ts';
import { defaultFactRules } from '../pull-requests/fact-rules.ts';
import { applySettings } from './apply-settings.rules.ts';
import { definitionSettingsSchema, freshSettings } from './definitions.schema.ts';
import { describeChange } from './describe-change.rules.ts';
import {
  aiSignsOf,
  complexityOf,
  complexityOrNull,
  readWeight,
  weightFields,
  withWeight,
} from './weights.rules.ts';

const fresh = complexityOf(null);

describe('weights of complexity (B10)', () => {
  it('are as installed in settings that say nothing of them', () => {
    const settings = definitionSettingsSchema.parse({});
    expect(settings).toEqual(freshSettings);
    const { complexity, aiAssistance } = applySettings(defaultFactRules, settings);
    expect([complexity, aiAssistance]).toEqual([
      ...[defaultFactRules.complexity, defaultFactRules.aiAssistance],
    ]);
  });

  it('are the weights alone: which paths are an area stays as it is', () => {
    const set = { ...withWeight(fresh, 'size', 2), tierFrom: { standard: 5, deep: 9.5 } };
    const { complexity } = applySettings(defaultFactRules, { ...freshSettings, complexity: set });
    expect(complexity).toEqual({
      ...defaultFactRules.complexity,
      ...{ sizeWeight: 2, tierFrom: { standard: 5, deep: 9.5 } },
    });
  });

  it('each have a field that says its own change in words', () => {
    const areas = new Set<string>(weightFields.map(({ field }) => field));
    expect(sensitiveAreas.every((area) => areas.has(area))).toBe(true);
    for (const { field, words } of weightFields) {
      const set = withWeight(fresh, field, 7);
      expect(readWeight(set, field)).toBe(7);
      expect(describeChange(freshSettings, { ...freshSettings, complexity: set })).toEqual([
        `Complexity has 7 points for ${words}, not ${readWeight(fresh, field)}`,
      ]);
      expect(complexityOrNull(withWeight(set, field, readWeight(fresh, field)))).toBeNull();
    }
  });

  it('are told in the history when they go back, and not when nothing differs', () => {
    const complexity = { ...fresh, tierFrom: { standard: 8, deep: 20 } };
    const before = { ...freshSettings, complexity };
    expect(describeChange(before, freshSettings)).toEqual([
      'A deep review begins at 12 points, not 20',
    ]);
    expect(describeChange({ ...freshSettings, complexity: fresh }, freshSettings)).toEqual([]);
  });

  it('are refused where a deep review would begin below a standard one, or a field is missing', () => {
    const parse = (complexity: unknown) =>
      definitionSettingsSchema.safeParse({ complexity }).success;
    expect(parse({ ...fresh, tierFrom: { standard: 8, deep: 8 } })).toBe(false);
    expect(parse({ ...fresh, areaWeights: { auth: 1 } })).toBe(false);
    expect(parse(fresh)).toBe(true);
  });
});

describe('signs of an AI agent', () => {
  it('take the place of those installed, and each that comes or goes is told', () => {
    const { branchPrefixes, labels } = aiSignsOf(null);
    const aiSigns = { branchPrefixes: [...branchPrefixes.slice(1), 'robot/'], labels };
    const after = definitionSettingsSchema.parse({ aiSigns });
    expect(applySettings(defaultFactRules, after).aiAssistance).toEqual(aiSigns);
    expect(describeChange(freshSettings, after)).toEqual([
      'A branch that begins with robot/ is a sign of an AI agent',
      'A branch that begins with claude/ is no sign of an AI agent any more',
    ]);
  });
});
