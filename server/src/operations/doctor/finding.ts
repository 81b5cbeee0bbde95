import type { Finding } from './finding.types.ts';

export const ok = (check: string, says: string): Finding => ({
  ...{ check, says, state: 'ok', remedy: null },
});

export const attention = (check: string, says: string, remedy: string): Finding => ({
  ...{ check, says, state: 'attention', remedy },
});

export const wrong = (check: string, says: string, remedy: string): Finding => ({
  ...{ check, says, state: 'wrong', remedy },
});
