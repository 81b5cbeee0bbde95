import { useEffect } from 'react';

/** Once the part that calls this is gone, the focus is where it was before: at the button that opened it. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
}
