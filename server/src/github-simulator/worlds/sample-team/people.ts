import type { Account } from './accounts.ts';

/** Somebody with a desk: an account, a time zone and working hours (local, in minutes after midnight). */
export type Person = Account & {
  zone: string;
  startsMinute: number;
  endsMinute: number;
  /** How many pull requests they open, relative to the others. */
  authorWeight: number;
  /** How often the others turn to them for a review, relative to each other. */
  reviewWeight: number;
  senior: boolean;
};

function person(
  id: number,
  login: string,
  name: string,
  place: { zone: string; from: number; to: number },
  work: { author: number; review: number; senior?: boolean },
): Person {
  return {
    id: 61_005_000 + id,
    login,
    name,
    type: 'User',
    zone: place.zone,
    startsMinute: place.from * 60,
    endsMinute: place.to * 60,
    authorWeight: work.author,
    reviewWeight: work.review,
    senior: work.senior ?? false,
  };
}

const berlin = (from: number, to: number) => ({ zone: 'Europe/Berlin', from, to });

/** Reviews two thirds of everything, until the team shares the work. */
export const lead: Person = person(1, 'imke-hf', 'Imke Sander', berlin(8.5, 18), {
  author: 0.55,
  review: 0,
  senior: true,
});

export const peers: readonly Person[] = [
  person(2, 'tobias-hf', 'Tobias Wrede', berlin(9, 17.5), {
    author: 1.1,
    review: 1.5,
    senior: true,
  }),
  person(3, 'noor-hf', 'Noor Haddad', berlin(8, 17), { author: 1.2, review: 1 }),
  person(
    4,
    'dayo-hf',
    'Dayo Oyelaran',
    { zone: 'Europe/London', from: 9, to: 17.5 },
    { author: 1, review: 1 },
  ),
  person(
    5,
    'marisol-hf',
    'Marisol Vega',
    { zone: 'Europe/Madrid', from: 9, to: 18.5 },
    { author: 1.15, review: 1.1 },
  ),
  person(
    6,
    'jana-hf',
    'Jana Kovářová',
    { zone: 'Europe/Prague', from: 8, to: 16.5 },
    { author: 0.9, review: 1.4, senior: true },
  ),
  person(
    7,
    'priya-hf',
    'Priya Raman',
    { zone: 'Asia/Kolkata', from: 10, to: 19 },
    { author: 1.1, review: 1 },
  ),
  person(
    8,
    'caleb-hf',
    'Caleb Whitlock',
    { zone: 'America/New_York', from: 9, to: 17.5 },
    { author: 0.9, review: 0.9 },
  ),
  person(
    9,
    'linh-hf',
    'Linh Dang',
    { zone: 'America/New_York', from: 8, to: 16.5 },
    { author: 0.8, review: 0.8 },
  ),
];

export const team: readonly Person[] = [lead, ...peers];

/** Left early in the story and deleted the account. */
export const departed: Person = {
  ...person(10, 'former-hf', 'Former colleague', berlin(9, 17), { author: 0.35, review: 0.25 }),
  deleted: true,
};

/** Whom visitors of the sample team are: its lead, an engineer, and the manager above both, who writes no code. */
export const sampleCast = {
  lead: { name: lead.name ?? lead.login, login: lead.login },
  engineer: { name: 'Noor Haddad', login: 'noor-hf' },
  manager: { name: 'Henrike Falk', login: lead.login },
};
