import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import {
  aiSignsOrNull,
  complexityOf,
  complexityOrNull,
  type TierField,
  type WeightField,
  withWeight,
} from '@bellwether/shared/definitions/weights.rules';
import {
  type AiSignsSettings,
  aiSignsSettingsSchema,
  type ComplexitySettings,
  complexitySettingsSchema,
} from '@bellwether/shared/definitions/weights.schema';

/** Words instead: why it cannot be so many points. */
export function setWeight(
  settings: DefinitionSettings,
  field: WeightField,
  points: number,
): DefinitionSettings | string {
  return withComplexity(settings, withWeight(complexityOf(settings.complexity), field, points));
}

/** Words instead: why the tier cannot begin there. */
export function setTierBorder(
  settings: DefinitionSettings,
  field: TierField,
  points: number,
): DefinitionSettings | string {
  const set = complexityOf(settings.complexity);
  return withComplexity(settings, { ...set, tierFrom: { ...set.tierFrom, [field]: points } });
}

/** Null where nothing differs from what comes with Bellwether. */
function withComplexity(settings: DefinitionSettings, wanted: ComplexitySettings) {
  const complexity = complexitySettingsSchema.safeParse(wanted);
  return complexity.success
    ? { ...settings, complexity: complexityOrNull(complexity.data) }
    : (complexity.error.issues[0]?.message ?? 'These points cannot be used.');
}

/** Words instead: why one of the signs cannot be used. */
export function setAiSigns(
  settings: DefinitionSettings,
  wanted: AiSignsSettings,
): DefinitionSettings | string {
  const signs = aiSignsSettingsSchema.safeParse(wanted);
  return signs.success
    ? { ...settings, aiSigns: aiSignsOrNull(signs.data) }
    : (signs.error.issues[0]?.message ?? 'This sign cannot be used.');
}
