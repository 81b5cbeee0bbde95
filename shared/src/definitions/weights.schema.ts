import { z } from 'zod';
import { type SensitiveArea, sensitiveAreas } from '../pull-requests/complexity.rules.ts';

/** The most that one weight counts, in points; and where a tier begins at the latest. */
export const MOST_WEIGHT = 20;
export const MOST_TIER_POINTS = 100;

const isHundredths = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;

function pointsSchema(least: number, most: number) {
  const problem = `Write points from ${least} to ${most} with at most two digits behind the point, such as ${least + 1.5}.`;
  return z
    .number({ error: problem })
    .min(least, problem)
    .max(most, problem)
    .refine(isHundredths, problem);
}

const weight = pointsSchema(0, MOST_WEIGHT);
const threshold = pointsSchema(1, MOST_TIER_POINTS);

/** How the complexity of a change is added up, and from how many points on it asks for more review (B10). */
export const complexitySettingsSchema = z
  .object({
    sizeWeight: weight,
    moduleWeight: weight,
    areaWeights: z.object(
      Object.fromEntries(sensitiveAreas.map((area) => [area, weight])) as Record<
        SensitiveArea,
        typeof weight
      >,
    ),
    dependencyWeight: weight,
    tierFrom: z.object({ standard: threshold, deep: threshold }),
  })
  .refine(({ tierFrom }) => tierFrom.standard < tierFrom.deep, {
    path: ['tierFrom', 'deep'],
    message: 'A deep review begins at more points than a standard one, for example 8 and 12.',
  });
export type ComplexitySettings = z.infer<typeof complexitySettingsSchema>;

const MOST_SIGNS = 50;

function signsSchema(what: string, example: string) {
  return z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .min(1, `Write ${what}, for example ${example}.`)
        .max(100, `The name is longer than 100 characters: write ${what}, for example ${example}.`)
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, `Write ${what} in one line, for example ${example}.`),
    )
    .max(MOST_SIGNS, `More than ${MOST_SIGNS}: keep those that your agents use.`)
    .transform((signs) => [...new Set(signs)]);
}

/** By what a change that was written with an AI agent is known, beside its author and the authors of its commits. */
export const aiSignsSettingsSchema = z.object({
  branchPrefixes: signsSchema('the beginning of a branch', 'claude/'),
  labels: signsSchema('a label', 'ai-assisted'),
});
export type AiSignsSettings = z.infer<typeof aiSignsSettingsSchema>;
