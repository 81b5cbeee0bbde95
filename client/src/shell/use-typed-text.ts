import { useLocation } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { queryClient } from '../lib/query-client.ts';

const TEXT = 'textarea, input:not([type]), input[type="text"], input[type="password"]';

/** True while the page holds text that was typed into it since anything was stored last. */
export function useTypedText(): RefObject<boolean> {
  const hasTyped = useRef(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins with nothing typed
  useEffect(() => {
    hasTyped.current = false;
    const onInput = ({ target }: Event) => {
      const isText = target instanceof Element && target.matches(TEXT);
      hasTyped.current ||= isText && target.closest('#main') !== null;
    };
    document.addEventListener('input', onInput);
    const stop = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') {
        hasTyped.current = false;
      }
    });
    return () => {
      document.removeEventListener('input', onInput);
      stop();
    };
  }, [pathname]);
  return hasTyped;
}
