import { type RefObject, useEffect } from 'react';
import { placeBelow } from './place-below.ts';

/** Holds a box that unfolds below its button while it is open, and begins in it. */
export function useFollow(
  opened: boolean,
  button: RefObject<HTMLElement | null>,
  choice: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!opened || button.current === null || choice.current === null) {
      return undefined;
    }
    const [anchor, box] = [button.current, choice.current];
    const place = () => {
      const { left, top, maxHeight } = placeBelow(
        anchor.getBoundingClientRect(),
        { width: box.offsetWidth, height: box.scrollHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
      );
      Object.assign(box.style, {
        left: `${left}px`,
        top: `${top}px`,
        maxHeight: `${maxHeight}px`,
      });
    };
    place();
    box.querySelector<HTMLElement>('input, button, [tabindex="0"]')?.focus();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [opened, button, choice]);
}
