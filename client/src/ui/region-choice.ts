export type Region = { code: string; name: string };

/** `Germany, Berlin (DE-BE)`; the bare code while the list is not there, and nothing for none. */
export function regionLabel(code: string | null, known: readonly Region[]): string {
  if (code === null) {
    return '';
  }
  const name = known.find((region) => region.code === code)?.name;
  return name === undefined ? code : `${name} (${code})`;
}

/** The region that somebody typed: its label, its name or its code, in any case. Null: none is meant. Undefined: no such. */
export function findRegion(text: string, known: readonly Region[]): string | null | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') {
    return null;
  }
  return known.find(({ code, name }) =>
    [code, name, `${name} (${code})`].some((label) => label.toLowerCase() === typed),
  )?.code;
}

type Holiday = { on: string; name: string };

/** The days year by year, as they come. */
export function byYear(days: readonly Holiday[]): { year: string; days: Holiday[] }[] {
  const years = new Map<string, Holiday[]>();
  for (const day of days) {
    const year = day.on.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), day]);
  }
  return [...years].map(([year, listed]) => ({ year, days: listed }));
}
