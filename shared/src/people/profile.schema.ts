import { z } from 'zod';
import {
  holidayRegionSchema,
  timeZoneSchema,
  workCalendarSchema,
  workingHoursSchema,
} from '../definitions/definitions.schema.ts';
import { daysBetween } from '../time/calendar-day.ts';
import { personAccountSchema } from './people.schema.ts';
import { NO_HOLIDAYS } from './working-times.rules.ts';

export const absenceKinds = ['holiday', 'leave', 'sick', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** As somebody reads it who need not know why. */
export const shownAbsenceKinds = [...absenceKinds, 'away'] as const;
export type ShownAbsenceKind = (typeof shownAbsenceKinds)[number];

/** Who said it; see `working-times.rules.ts`. */
export const timesSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({
    kind: z.literal('team'),
    teamId: z.string(),
    teamName: z.string(),
    others: z.array(z.string()),
  }),
  z.object({ kind: z.literal('organisation') }),
]);

/** In force, and where each of the three comes from. */
export const timesInForceSchema = z.object({
  timeZone: z.string(),
  timeZoneFrom: timesSourceSchema,
  workingHours: workingHoursSchema,
  workingHoursFrom: timesSourceSchema,
  /** Null: no public holidays. */
  holidayRegion: z.string().nullable(),
  holidayRegionFrom: timesSourceSchema,
  /** Days without work beside the public holidays. */
  daysOffOn: z.array(z.string()),
});

/** What was said of a person or a team itself. Null: nothing. */
export const saidTimesSchema = z.object({
  timeZone: z.string().nullable(),
  workingHours: workingHoursSchema.nullable(),
  /** `none`: no public holidays. */
  holidayRegion: z.string().nullable(),
  /** 0: nobody ever said anything. What a change is based on. */
  version: z.number(),
});
/** A team says further days without work beside the public holidays. */
export const saidTeamTimesSchema = saidTimesSchema.extend({ holidaysOn: z.array(z.string()) });

export type SaidTimesView = z.infer<typeof saidTimesSchema>;

export const absenceSchema = z.object({
  id: z.uuid(),
  /** First day away, and the first day back. */
  fromOn: z.string(),
  toOn: z.string(),
  kind: z.enum(shownAbsenceKinds),
});
export type Absence = z.infer<typeof absenceSchema>;

export const profileSchema = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  /** Whether it is the caller's own. */
  isOwn: z.boolean(),
  mayWrite: z.boolean(),
  accounts: z.array(personAccountSchema),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  said: saidTimesSchema,
  inForce: timesInForceSchema,
  /** What would count without the person's own words. */
  inherited: timesInForceSchema,
  /** Today by the clock of the time zone in force. */
  today: z.string(),
  /** Of the last 90 days and to come, earliest first. */
  absences: z.array(absenceSchema),
  /** Days without work, public holidays among them; of last year, this and the next. */
  holidays: z.array(z.object({ on: z.string(), name: z.string() })),
  /** Everybody who may open this profile, by name, and why. */
  seenBy: z.array(z.object({ name: z.string(), why: z.string() })),
});
export type Profile = z.infer<typeof profileSchema>;

const basedOn = z.int32().min(0);

/** Null: as the team or the organisation has it. */
const timesInput = {
  timeZone: timeZoneSchema.nullable(),
  workingHours: workingHoursSchema.nullable(),
  holidayRegion: z
    .union(
      [z.literal(NO_HOLIDAYS), holidayRegionSchema],
      'Name a country with its state, such as DE-BE, US-CA or FR, or none.',
    )
    .nullable()
    .default(null),
  /** The version that was shown: a change by somebody else since then is not overwritten. */
  basedOn,
};

export const saveProfileInputSchema = z.object({ personId: z.uuid(), ...timesInput });
export type SaveProfileInput = z.infer<typeof saveProfileInputSchema>;

export const setTeamCalendarInputSchema = z.object({
  teamId: z.uuid(),
  ...timesInput,
  /** Further days without work. */
  holidaysOn: workCalendarSchema.shape.holidaysOn.default([]),
});
export type SetTeamCalendarInput = z.infer<typeof setTeamCalendarInputSchema>;

export const clearTeamCalendarInputSchema = z.object({ teamId: z.uuid(), basedOn });

const LONGEST_DAYS = 731;
const daySchema = z.iso
  .date('Write a day such as 2026-03-02.')
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'Write a day of this century.');

const absentDays = { fromOn: daySchema, toOn: daySchema, kind: z.enum(absenceKinds) };

type Days = { fromOn: string; toOn: string };
const endsAfterItBegins = ({ fromOn, toOn }: Days) => fromOn < toOn;
const isNotEndless = ({ fromOn, toOn }: Days) => daysBetween(fromOn, toOn) <= LONGEST_DAYS;
const order = { path: ['toOn'], error: 'The first day back comes after the first day away.' };
const length = { path: ['toOn'], error: 'An absence lasts at most two years.' };

export const addAbsenceInputSchema = z
  .object({ personId: z.uuid(), ...absentDays })
  .refine(endsAfterItBegins, order)
  .refine(isNotEndless, length);
export type AddAbsenceInput = z.infer<typeof addAbsenceInputSchema>;

export const changeAbsenceInputSchema = z
  .object({
    absenceId: z.uuid(),
    /** As it was shown: a change by somebody else since then is not overwritten. */
    was: z.object({ fromOn: z.string(), toOn: z.string(), kind: z.enum(shownAbsenceKinds) }),
    ...absentDays,
  })
  .refine(endsAfterItBegins, order)
  .refine(isNotEndless, length);
export type ChangeAbsenceInput = z.infer<typeof changeAbsenceInputSchema>;
