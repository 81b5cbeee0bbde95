import { AppError } from '@bellwether/shared/errors/app-error';
import secureJson from 'secure-json-parse';
import { excessOf } from './json-shape.rules.ts';

/**
 * Looks at JSON from outside before anything uses it: not too deep, not too much, and with no key that reaches for what all
 * objects share. A text that is no JSON passes: whoever parses it says so.
 * @throws AppError `invalid_input` that says what is wrong with it
 */
export function checkForeignJson(text: string): void {
  const excess = excessOf(text);
  if (excess !== null) {
    throw new AppError('invalid_input', `The JSON is too much. ${excess}`, {
      remedy: 'Send less at once.',
    });
  }
  if (reachesForPrototypes(text)) {
    throw new AppError('invalid_input', 'The JSON has a key that is never taken: __proto__.', {
      remedy: 'Send only the fields that are described.',
    });
  }
}

function reachesForPrototypes(text: string): boolean {
  try {
    secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' });
    return false;
  } catch {
    // Either no JSON, or such a key: what is JSON all the same has the key.
    return isJson(text);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
