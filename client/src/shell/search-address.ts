import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';

/** Reads the part of an address after `?`; a garbled one reads as empty. */
export function parseSearch(text: string): Record<string, unknown> {
  try {
    return defaultParseSearch(text);
  } catch {
    return {};
  }
}

export const stringifySearch = defaultStringifySearch;
