import { describe, expect, it } from 'vitest';
import { classifyAccount } from '../pull-requests/author-class.rules.ts';
import { calendarOfAuthor, defaultFactRules } from '../pull-requests/fact-rules.ts';
import { applySettings } from './apply-settings.rules.ts';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  emptySnapshot,
  freshSettings,
  loginPatternSchema,
  workCalendarSchema,
} from './definitions.schema.ts';
import { defaultEntries, describeChange, describeWeek } from './describe-change.rules.ts';

const settings = (part: Partial<DefinitionSettings>): DefinitionSettings => ({
  ...freshSettings,
  ...part,
});
const entries = (...list: DefinitionSettings['authorClasses']['entries']) =>
  settings({ authorClasses: { entries: list, switchedOff: [] } });
const nineToFive = [{ fromMinute: 540, toMinute: 1020 }];
const berlin = {
  timeZone: 'Europe/Berlin',
  weeklyHours: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  holidaysOn: ['2026-12-25'],
  holidayRegion: null,
};

describe('applySettings', () => {
  it('changes nothing when nothing is set', () => {
    expect(applySettings(defaultFactRules, freshSettings)).toEqual(defaultFactRules);
    expect(definitionSettingsSchema.parse({})).toEqual(freshSettings);
  });

  it('puts the team’s list before all that comes with the product', () => {
    const { authorClasses } = applySettings(
      defaultFactRules,
      entries({ pattern: 'k8s-ci-robot', authorClass: 'human' }),
    );
    expect(classifyAccount({ login: 'k8s-ci-robot', type: 'User' }, authorClasses)).toBe('human');
    expect(classifyAccount({ login: 'other-robot', type: 'User' }, authorClasses)).toBe('bot');
  });

  it('leaves out what is switched off, and only that', () => {
    const off = settings({
      authorClasses: { entries: [], switchedOff: ['ending:-ci', 'login:claude'] },
    });
    const { authorClasses } = applySettings(defaultFactRules, off);
    const classify = (login: string, type: string) =>
      classifyAccount({ login, type }, authorClasses);
    expect(classify('north-ci', 'User')).toBe('human');
    expect(classify('north-bot', 'User')).toBe('bot');
    expect(classify('claude', 'Bot')).toBe('bot');
    expect(classify('copilot', 'Bot')).toBe('ai_reviewer');
  });

  it('takes the calendar as it is set', () => {
    const applied = applySettings(defaultFactRules, settings({ calendar: berlin }));
    const { holidayRegion: _, ...calendar } = berlin;
    expect(applied.calendar).toEqual(calendar);
    expect([...applied.authorCalendars]).toEqual([]);
  });

  it('adds the public holidays of a region as they were known when it was proposed (B13)', () => {
    const days = { 'DE-BE': ['2026-03-08', '2026-12-25'], 'DE-BY': ['2026-11-01'] };
    const applied = applySettings(
      defaultFactRules,
      settings({
        calendar: { ...berlin, holidayRegion: 'DE-BE', holidaysOn: ['2026-12-24', '2026-12-25'] },
        snapshot: { ...emptySnapshot, holidays: { untilYear: 2028, byRegion: days } },
      }),
    );
    expect(applied.calendar.holidaysOn).toEqual(['2026-03-08', '2026-12-24', '2026-12-25']);
  });

  it('gives the accounts of a team its calendar, and everybody else the organisation’s (B13)', () => {
    const tokyo = { ...berlin, timeZone: 'Asia/Tokyo' };
    const applied = applySettings(
      defaultFactRules,
      settings({
        calendar: berlin,
        snapshot: {
          ...emptySnapshot,
          calendars: [{ ...tokyo, name: 'Platform', accountIds: ['U_1', 'U_2'] }],
        },
      }),
    );
    const zoneOf = (id: string | null) => calendarOfAuthor(applied, id).timeZone;
    expect([zoneOf('U_1'), zoneOf('U_2'), zoneOf('U_3'), zoneOf(null)]).toEqual([
      'Asia/Tokyo',
      'Asia/Tokyo',
      'Europe/Berlin',
      'Europe/Berlin',
    ]);
  });

  it('says from when first reviews are waited for: since ready, unless it is set otherwise (B4.6)', () => {
    const requested = settings({ pickupStart: 'requested' });
    expect(applySettings(defaultFactRules, freshSettings).pickupStart).toBe('ready');
    expect(applySettings(defaultFactRules, requested).pickupStart).toBe('requested');
    expect(describeChange(freshSettings, requested)).toEqual([
      'First reviews are waited for since one was asked for, and not before it was ready',
    ]);
    expect(describeChange(requested, freshSettings)).toEqual([
      'First reviews are waited for since it was ready',
    ]);
  });

  it('knows every entry that comes with the product by its id', () => {
    const { aiReviewerLogins, botLoginEndings } = applySettings(
      defaultFactRules,
      settings({
        authorClasses: { entries: [], switchedOff: defaultEntries().map(({ id }) => id) },
      }),
    ).authorClasses;
    expect([aiReviewerLogins.size, botLoginEndings.length]).toEqual([0, 0]);
  });
});

describe('what a person may enter', () => {
  it.each([
    ['DrahtBot', 'drahtbot'],
    [' renovate[bot] ', 'renovate'],
    ['*-deploy', '*-deploy'],
    ['a***b', 'a*b'],
    ['mira_corp', 'mira_corp'],
  ])('as a pattern: %s becomes %s', (text, pattern) => {
    expect(loginPatternSchema.parse(text)).toBe(pattern);
  });

  it.each(['', '*', '**', '.*', '(a+)+$', 'two words', 'a'.repeat(101)])(
    'not as a pattern: %s',
    (text) => {
      expect(loginPatternSchema.safeParse(text).success).toBe(false);
    },
  );

  it.each([
    ['a zone that nobody knows', { timeZone: 'Mars/Olympus' }],
    ['a week without work', { weeklyHours: [[], [], [], [], [], [], []] }],
    ['a week of six days', { weeklyHours: [nineToFive, [], [], [], [], []] }],
    ['an end before the beginning', withMonday({ fromMinute: 600, toMinute: 600 })],
    [
      'stretches that overlap',
      withMonday({ fromMinute: 540, toMinute: 720 }, { fromMinute: 700, toMinute: 900 }),
    ],
    ['a day that no calendar has', { holidaysOn: ['2026-02-30'] }],
  ])('not as a calendar: %s', (_, part) => {
    expect(workCalendarSchema.safeParse({ ...berlin, ...part }).success).toBe(false);
  });

  it('as holidays in any order, each once', () => {
    const { holidaysOn } = workCalendarSchema.parse({
      ...berlin,
      holidaysOn: ['2026-12-26', '2026-12-25', '2026-12-26'],
    });
    expect(holidaysOn).toEqual(['2026-12-25', '2026-12-26']);
  });

  it('not the same login twice', () => {
    const twice = entries(
      { pattern: 'a', authorClass: 'bot' },
      { pattern: 'a', authorClass: 'human' },
    );
    expect(definitionSettingsSchema.safeParse(twice).success).toBe(false);
  });
});

function withMonday(...hours: { fromMinute: number; toMinute: number }[]) {
  return { weeklyHours: [hours, [], [], [], [], [], []] };
}

describe('describeChange', () => {
  it('is empty exactly when nothing differs', () => {
    expect(describeChange(freshSettings, freshSettings)).toEqual([]);
    expect(describeChange(settings({ calendar: berlin }), settings({ calendar: berlin }))).toEqual(
      [],
    );
  });

  it('says each difference in plain words', () => {
    const before = entries(
      { pattern: 'a', authorClass: 'bot' },
      { pattern: 'b', authorClass: 'bot' },
    );
    const after = {
      ...freshSettings,
      authorClasses: {
        entries: [{ pattern: 'b', authorClass: 'service' as const }],
        switchedOff: ['ending:-ci'],
      },
      calendar: berlin,
    };
    expect(describeChange(before, after)).toEqual([
      'b is a service account',
      'a is no longer set to a bot',
      '*-ci is not listed any more',
      'Work is counted by the clock of Europe/Berlin',
      '1 holiday added',
    ]);
  });

  it('tells another order, which decides when two entries fit', () => {
    const a = { pattern: 'a', authorClass: 'bot' as const };
    const b = { pattern: 'b', authorClass: 'bot' as const };
    expect(describeChange(entries(a, b), entries(b, a))).toEqual([
      'The list of accounts has another order',
    ]);
  });

  it('tells a week in one line, equal days together', () => {
    const split = [
      { fromMinute: 540, toMinute: 720 },
      { fromMinute: 780, toMinute: 1440 },
    ];
    expect(
      describeWeek({ weeklyHours: [nineToFive, nineToFive, [], split, [], [], nineToFive] }),
    ).toBe('Mon–Tue 09:00–17:00, Thu 09:00–12:00 and 13:00–24:00, Sun 09:00–17:00');
  });
});
