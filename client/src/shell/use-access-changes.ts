import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { trpcClient } from '../lib/trpc.ts';
import { meOptions, resetAnswers } from '../lib/use-me.ts';
import { followWhileVisible } from './follow-while-visible.ts';

const AGAIN_MS = 3_000;

/**
 * Follows what one may do: after a change who one is is asked anew, what was answered is forgotten, and the page says so
 * if it is no longer one's own. A session that ended is noticed by the same question.
 */
export function useAccessChanges(): void {
  const router = useRouter();
  useEffect(() => {
    let timer: number | undefined;
    const askMe = () => queryClient.fetchQuery({ ...meOptions, staleTime: 0 });
    const catchUp = async () => {
      await askMe();
      await resetAnswers();
      await router.invalidate();
    };
    const subscribe = () => {
      let inner = open();
      function open() {
        return trpcClient.access.changes.subscribe(undefined, {
          onData: ({ accessVersion }) => {
            const known = queryClient.getQueryData(meOptions.queryKey)?.accessVersion;
            if (known !== undefined && known !== accessVersion) {
              catchUp().catch(() => undefined);
            }
          },
          onError: () => {
            // It says that the session ended, or the line broke: the answer tells which.
            timer = window.setTimeout(reopen, AGAIN_MS);
            askMe().catch(() => undefined);
          },
        });
      }
      function reopen() {
        inner.unsubscribe();
        inner = open();
      }
      return {
        unsubscribe() {
          window.clearTimeout(timer);
          inner.unsubscribe();
        },
      };
    };
    return followWhileVisible(subscribe);
  }, [router]);
}
