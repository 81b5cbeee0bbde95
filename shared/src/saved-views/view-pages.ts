/** Pages whose address can be kept under a name, with what each is called. */
export const viewPages = [
  '/cycle-time',
  '/review-load',
  '/delivery',
  '/incidents',
  '/agreements',
  '/interventions',
] as const;
export type ViewPage = (typeof viewPages)[number];
