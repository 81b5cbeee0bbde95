const tabs = ['users', 'invitations', 'joining', 'roles'] as const;

/** A part of the page. */
export type AccessTab = (typeof tabs)[number];

/** The part that the address names; the first when it names none, or one that there is not. */
export function readAccessTab(raw: unknown): AccessTab {
  return tabs.find((tab) => tab === raw) ?? 'users';
}
