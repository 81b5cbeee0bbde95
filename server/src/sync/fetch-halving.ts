import { AppError } from '@bellwether/shared/errors/app-error';
import { isTooHeavy } from '../github/github-errors.ts';
import { halvePageSize } from './page-size.rules.ts';

/**
 * Asks for a page; when GitHub gives up on it, or something in it cannot be understood, for half as much, down to one.
 * Answers with the size that worked.
 */
export async function fetchHalving<T>(
  size: number,
  fetchPage: (size: number) => Promise<T>,
): Promise<{ page: T; size: number }> {
  for (let current = size; ; current = halvePageSize(current)) {
    try {
      return { page: await fetchPage(current), size: current };
    } catch (error) {
      if (current === 1 || !mayPassAlone(error)) {
        throw error;
      }
    }
  }
}

/** Whether what failed may lie in one thing of many, so that the others can be read without it. */
export function mayPassAlone(error: unknown): boolean {
  return (
    isTooHeavy(error) || (error instanceof AppError && error.code === 'upstream_invalid_answer')
  );
}
