const tabs = ['people', 'suggestions', 'teams', 'code-owners'] as const;

/** A part of the page. */
export type Tab = (typeof tabs)[number];

/** The part that the address names; the first when it names none, or one that there is not. */
export function readTab(raw: unknown): Tab {
  return tabs.find((tab) => tab === raw) ?? 'people';
}
