import { z } from 'zod';
import { assignableClasses } from '../pull-requests/author-class.rules.ts';
import { pickupStarts } from '../pull-requests/pickup-start.ts';
import { isKnownTimeZone } from '../time/zone-offsets.ts';
import { exclusionRulesSchema } from './exclusions.schema.ts';
import { aiSignsSettingsSchema, complexitySettingsSchema } from './weights.schema.ts';

const MINUTES_OF_DAY = 1440;

/** A login or a pattern of logins, in lower case and without `[bot]`. */
export const loginPatternSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/\[bot\]$/, '').replace(/\*+/g, '*'))
  .pipe(
    z
      .string()
      .max(100, 'A login is shorter than 100 characters.')
      .regex(
        /^[a-z0-9._*-]+$/,
        'Write a login as on GitHub, for example renovate or *-deploy; * stands for any characters.',
      )
      .regex(
        /[a-z0-9]/,
        'A pattern needs at least one letter or digit: * alone would be everybody.',
      ),
  );

export const authorClassEntrySchema = z.object({
  pattern: loginPatternSchema,
  authorClass: z.enum(assignableClasses),
});

export const authorClassSettingsSchema = z.object({
  /** The first that fits counts, before all that comes with Bellwether. */
  entries: z
    .array(authorClassEntrySchema)
    .max(500, 'More than 500 entries: patterns with * can stand for many.')
    .refine(
      (entries) => new Set(entries.map((entry) => entry.pattern)).size === entries.length,
      'The same login or pattern stands in the list twice.',
    )
    .default([]),
  /** Entries that come with Bellwether and shall not count, by id: `login:copilot`, `ending:-bot`. */
  switchedOff: z
    .array(
      z
        .string()
        .max(120)
        .regex(/^\P{Cc}*$/u),
    )
    .max(200)
    .default([]),
});
export type AuthorClassSettings = z.infer<typeof authorClassSettingsSchema>;

const workHoursSchema = z
  .object({
    fromMinute: z
      .int()
      .min(0)
      .max(MINUTES_OF_DAY - 1),
    toMinute: z.int().min(1).max(MINUTES_OF_DAY),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    message: 'Working hours end after they begin, for example 09:00 to 17:00.',
  });

const workDaySchema = z
  .array(workHoursSchema)
  .max(4, 'A day has at most four stretches of work.')
  .refine(
    (hours) => hours.every((now, at) => (hours[at - 1]?.toMinute ?? 0) <= now.fromMinute),
    'The stretches of a day come one after the other, without overlapping.',
  );

/** Where public holidays are kept: a country with what lies in it, `DE`, `DE-BE`, `US-CA`. */
export const holidayRegionSchema = z
  .string()
  .regex(
    /^[A-Z]{2}(-[A-Za-z0-9]{1,12}){0,2}$/,
    'Name a country with its state, such as DE-BE, US-CA or FR.',
  );

const dayOnSchema = z.iso.date('A holiday is a day such as 2026-12-25.');

/** An IANA name. */
export const timeZoneSchema = z
  .string()
  .max(60)
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && isKnownTimeZone(zone),
    'Name a zone such as Europe/Berlin, America/New_York or UTC.',
  );

/** Seven lists, Monday first, minutes since local midnight. */
export const workingHoursSchema = z
  .array(workDaySchema)
  .length(7, 'A week has seven days, Monday first.')
  .refine(
    (days) => days.some((hours) => hours.length > 0),
    'Set working hours on at least one day.',
  );

/** When people work (B13). */
export const workCalendarSchema = z.object({
  timeZone: timeZoneSchema,
  weeklyHours: workingHoursSchema,
  holidaysOn: z
    .array(dayOnSchema)
    .max(500, 'At most 500 holidays: those long past can go.')
    .transform((days) => [...new Set(days)].sort()),
});

/** A calendar as it is set: public holidays by their region beside days of one's own. */
export const saidCalendarSchema = workCalendarSchema.extend({
  holidayRegion: holidayRegionSchema.nullable().default(null),
});
export type SaidCalendar = z.infer<typeof saidCalendarSchema>;

/** As somebody's profile says it, which was checked when it was written; any number of days away. */
const personCalendarSchema = z.object({
  timeZone: z.string(),
  weeklyHours: z.array(z.array(z.object({ fromMinute: z.int(), toMinute: z.int() }))),
  holidaysOn: z.array(z.string()),
  holidayRegion: z.string().nullable(),
  accountIds: z.array(z.string()),
});

/**
 * What the rules read beside themselves, as it was when they were proposed: so numbers stay what they were until a new
 * revision says otherwise (B13). Written by the server, whatever a proposal holds.
 */
export const settingsSnapshotSchema = z.object({
  /** Public holidays of the regions that the calendars name, and the last year they are known for. */
  holidays: z
    .object({ untilYear: z.int(), byRegion: z.record(z.string(), z.array(z.string())) })
    .nullable()
    .default(null),
  /** Of teams that work otherwise than the organisation does, with the accounts whose waits they count for. */
  calendars: z
    .array(saidCalendarSchema.extend({ name: z.string(), accountIds: z.array(z.string()) }))
    .default([]),
  /** Of teams that a rule names. */
  teams: z
    .array(z.object({ teamId: z.string(), name: z.string(), accountIds: z.array(z.string()) }))
    .default([]),
  /** Of people who said themselves when they work or are away, with their accounts: for first reviews (B13). */
  people: z.array(personCalendarSchema).default([]),
  /** Who may review whose: the people of each team where somebody has hours of their own, each with their accounts. */
  colleagues: z.array(z.array(z.array(z.string()))).default([]),
  /** When ages were looked at last. Null: no rule asks for it. */
  ageAsOf: z.string().nullable().default(null),
});
export type SettingsSnapshot = z.infer<typeof settingsSnapshotSchema>;

export const emptySnapshot: SettingsSnapshot = {
  ...{ holidays: null, calendars: [], teams: [], people: [], colleagues: [], ageAsOf: null },
};

/** What differs from a fresh installation. Null: nothing does. */
export const definitionSettingsSchema = z.object({
  authorClasses: authorClassSettingsSchema.default({ entries: [], switchedOff: [] }),
  calendar: saidCalendarSchema.nullable().default(null),
  /** From when a first review is waited for (B4.6). */
  pickupStart: z.enum(pickupStarts).default('ready'),
  /** What is left out of the metrics; the first that fits counts (B14). */
  exclusions: exclusionRulesSchema.default([]),
  /** Null: as installed (B10). */
  complexity: complexitySettingsSchema.nullable().default(null),
  /** By what work with an AI agent is known. Null: as installed. */
  aiSigns: aiSignsSettingsSchema.nullable().default(null),
  snapshot: settingsSnapshotSchema.default(emptySnapshot),
});
export type DefinitionSettings = z.infer<typeof definitionSettingsSchema>;

/** The settings of a fresh installation, revision 0. */
export const freshSettings: DefinitionSettings = {
  authorClasses: { entries: [], switchedOff: [] },
  calendar: null,
  pickupStart: 'ready',
  exclusions: [],
  complexity: null,
  aiSigns: null,
  snapshot: emptySnapshot,
};
