import { z } from 'zod';
import { repositoryNameAdvice, repositoryNamePattern } from '../connections/repository-name.ts';

/** Fields of what other systems send. Each message says what would be right. */

/** One line: no line breaks, and none of the characters that a database cannot hold. */
export function postedText(max: number) {
  const advice = `Write a text of 1 to ${max} characters on one line.`;
  return z
    .string(advice)
    .trim()
    .min(1, advice)
    .max(max, advice)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, advice);
}

const INSTANT_ADVICE = 'Write an instant with its zone, for example 2026-01-31T09:00:00Z.';

/** Whole seconds, as they are stored: parts of a second are left off. */
export const postedInstantSchema = z.iso
  .datetime({ offset: true, error: INSTANT_ADVICE })
  .transform((text) => new Date(Math.floor(Date.parse(text) / 1000) * 1000))
  .refine((at) => at.getTime() >= 0, INSTANT_ADVICE);

const SHA_ADVICE = 'Write a commit: its 40 hexadecimal digits, or the first 7 and more.';

export const postedShaSchema = z
  .string(SHA_ADVICE)
  .trim()
  .regex(/^[0-9a-f]{7,40}$/i, SHA_ADVICE)
  .transform((sha) => sha.toLowerCase());

const URL_ADVICE = 'Write an address that begins with https:// or http://.';

export const postedUrlSchema = z
  .url({ protocol: /^https?$/, error: URL_ADVICE })
  .max(2000, URL_ADVICE);

export const postedRepositorySchema = z
  .string(`${repositoryNameAdvice}.`)
  .trim()
  .max(140, `${repositoryNameAdvice}.`)
  .regex(repositoryNamePattern, `${repositoryNameAdvice}.`);

/** Who sends it, and its own name for the thing: sent again under both it is the same thing. */
export const postedIdentity = {
  source: postedText(100),
  externalId: postedText(200),
};

/** An answer for each thing that was sent, in order. */
export const postedAnswerSchema = z.object({
  id: z.string(),
  /** False: it was here already; what had changed was taken over. */
  created: z.boolean(),
  /** What was taken as it is, though it looks wrong or does not count. */
  warnings: z.array(z.string()),
});
export type PostedAnswer = z.infer<typeof postedAnswerSchema>;

export const MOST_POSTED = 100;
