import { isTooHeavy } from '../github/github-errors.ts';
import { halvePageSize } from './page-size.rules.ts';

/** Asks for a page; when GitHub gives up on it, for half as much, down to one. Answers with the size that worked. */
export async function fetchHalving<T>(
  size: number,
  fetchPage: (size: number) => Promise<T>,
): Promise<{ page: T; size: number }> {
  for (let current = size; ; current = halvePageSize(current)) {
    try {
      return { page: await fetchPage(current), size: current };
    } catch (error) {
      if (current === 1 || !isTooHeavy(error)) {
        throw error;
      }
    }
  }
}
