import type { PointsBudget, PointsSlot } from '@bellwether/shared/sync-status/sync-status.schema';
import type { BudgetColumn, BudgetModel } from '../../charts/budget.types.ts';
import type { TableTwin } from '../../charts/chart.types.ts';
import { countTicks } from '../../format/count-ticks.ts';
import { formatTime } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

const COLUMN_MS = 30 * 60_000;
const COLUMNS = 48;
/** A label every six hours. */
const LABEL_EVERY = 12;

/** Whose allowance it is: `GitHub as lena`, `Sample team`. */
export function nameBudget({ kind, login }: PointsBudget): string {
  return kind === 'sample' ? 'Sample team' : `GitHub as ${login ?? 'unknown'}`;
}

/** The last 24 hours in half hours; one without a call is a gap. */
export function prepareBudget(budget: PointsBudget, now: number, zone?: string): BudgetModel {
  const end = Math.floor(now / COLUMN_MS) * COLUMN_MS + COLUMN_MS;
  const starts = Array.from({ length: COLUMNS }, (_, index) => end - (COLUMNS - index) * COLUMN_MS);
  const columns = starts.map((start) => prepareColumn(start, budget.slots, zone));
  const yTicks = countTicks(
    Math.max(0, ...columns.flatMap(({ spent, remaining }) => [spent ?? 0, remaining ?? 0])),
  );
  return {
    columns,
    resets: resetsOf(budget.slots, starts),
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: starts.flatMap((start, index) =>
      index % LABEL_EVERY === 0
        ? [{ index, label: formatTime(new Date(start).toISOString(), zone) }]
        : [],
    ),
    columnName: 'half hour',
    summary: `${nameBudget(budget)}: ${sayAllowance(budget, now, zone)}`,
    table: {
      columns: ['Half hour', 'Spent', 'Left'],
      rows: columns
        .filter(({ spent }) => spent !== null)
        .map(({ readout, spent, remaining }) => [readout.title, cell(spent), cell(remaining)]),
    },
  };
}

/** The numbers of all connections as one table, each line with whose allowance it is. */
export function joinBudgets(budgets: readonly PointsBudget[], now: number): TableTwin {
  const tables = budgets.map((budget) => ({
    name: nameBudget(budget),
    ...prepareBudget(budget, now).table,
  }));
  return {
    columns: ['Connection', ...(tables[0]?.columns ?? [])],
    rows: tables.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
  };
}

/** What is left now, and until when; the spending of the last 24 hours. */
export function sayAllowance({ slots }: PointsBudget, now: number, zone?: string): string {
  const spent = slots.reduce((sum, slot) => sum + slot.spent, 0);
  const last = slots.findLast(({ remaining }) => remaining !== null);
  const day = `${formatCountOf(spent, 'point')} spent in 24 hours`;
  if (last === undefined || last.remaining === null) {
    return `${day}; GitHub has not said how many are left.`;
  }
  const { resetAt, remaining, limit } = last;
  if (resetAt !== null && Date.parse(resetAt) <= now) {
    const whole = limit === null ? 'the allowance' : formatCountOf(limit, 'point');
    return `${day}; ${whole} renewed at ${formatTime(resetAt, zone)}.`;
  }
  const of = limit === null ? '' : ` of ${formatCount(limit)}`;
  const until = resetAt === null ? '' : ` until ${formatTime(resetAt, zone)}`;
  return `${formatCount(remaining)}${of} points left${until}; ${day}.`;
}

function prepareColumn(start: number, slots: readonly PointsSlot[], zone?: string): BudgetColumn {
  const own = slots.filter(({ startsAt }) => columnOf(startsAt, start));
  const from = new Date(start).toISOString();
  const to = new Date(start + COLUMN_MS).toISOString();
  const title = `${formatTime(from, zone)} to ${formatTime(to, zone)}`;
  if (own.length === 0) {
    const readout = { title, facts: [], note: 'GitHub was not asked.' };
    return { key: from, readout, spent: null, remaining: null };
  }
  const spent = own.reduce((sum, slot) => sum + slot.spent, 0);
  const last = own.findLast((slot) => slot.remaining !== null);
  const remaining = last?.remaining ?? null;
  const limit = last?.limit ?? null;
  const facts = [
    { label: 'Spent', value: formatCount(spent) },
    ...(remaining === null
      ? []
      : [
          {
            label: 'Left at its end',
            value:
              limit === null
                ? formatCount(remaining)
                : `${formatCount(remaining)} of ${formatCount(limit)}`,
          },
        ]),
  ];
  return { key: from, readout: { title, facts, note: null }, spent, remaining };
}

function columnOf(at: string, start: number): boolean {
  const instant = Date.parse(at);
  return instant >= start && instant < start + COLUMN_MS;
}

function resetsOf(slots: readonly PointsSlot[], starts: readonly number[]): number[] {
  const instants = [
    ...new Set(slots.flatMap(({ resetAt }) => (resetAt === null ? [] : [resetAt]))),
  ];
  const found = instants.map((at) => starts.findIndex((start) => columnOf(at, start)));
  return [...new Set(found.filter((index) => index !== -1))].sort((a, b) => a - b);
}

function cell(value: number | null): string {
  return value === null ? '–' : formatCount(value);
}
