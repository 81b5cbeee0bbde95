/** What a check found. `wrong` keeps something from working; `attention` will, or may. */
export type Finding = {
  /** What was looked at, in a word or two. */
  check: string;
  state: 'ok' | 'attention' | 'wrong';
  /** One sentence; never a secret. */
  says: string;
  /** What to do; null: nothing. */
  remedy: string | null;
};
