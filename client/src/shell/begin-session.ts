import { queryClient } from '../lib/query-client.ts';
import { meOptions, resetAnswers } from '../lib/use-me.ts';

/** Somebody has just signed in: who, is asked, and what anybody before them was answered is forgotten. */
export async function beginSession(): Promise<void> {
  await queryClient.fetchQuery({ ...meOptions, staleTime: 0 });
  await resetAnswers();
}
