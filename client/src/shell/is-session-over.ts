import { readAppError } from '../lib/app-error.ts';
import { queryClient } from '../lib/query-client.ts';
import { meOptions } from '../lib/use-me.ts';

/**
 * Whether nobody is signed in here any more. A change under way may be bringing another session in the place of the one
 * that ended, so that is waited for. A server that does not answer has not said so.
 */
export async function isSessionOver(): Promise<boolean> {
  await untilNothingIsChanged();
  try {
    await queryClient.fetchQuery({ ...meOptions, staleTime: 0 });
    return false;
  } catch (error) {
    return readAppError(error).code === 'unauthenticated';
  }
}

function untilNothingIsChanged(): Promise<void> {
  return new Promise((resolve) => {
    const cache = queryClient.getMutationCache();
    const look = () => {
      if (queryClient.isMutating() === 0) {
        stop();
        resolve();
      }
    };
    const stop = cache.subscribe(look);
    look();
  });
}
