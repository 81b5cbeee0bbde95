import { useState } from 'react';
import { refreshPeople } from './use-people.ts';

/** A choice that shows at once, and is what the server has as soon as that answered. */
export function useChosen(stored: readonly string[]) {
  const [picked, pick] = useState<readonly string[] | null>(null);
  const settle = async () => {
    await refreshPeople();
    pick(null);
  };
  return { chosen: picked ?? stored, pick, settle };
}
