import { queryClient } from '../lib/query-client.ts';
import { meOptions, resetAnswers } from '../lib/use-me.ts';

/** Somebody has just signed in: who, is asked, and what anybody before them was answered is forgotten. */
export async function beginSession(): Promise<void> {
  // A question under way was asked as whoever was here before; its answer is not about who is here now.
  await queryClient.cancelQueries({ queryKey: meOptions.queryKey });
  await queryClient.fetchQuery({ ...meOptions, staleTime: 0 });
  await resetAnswers();
}
