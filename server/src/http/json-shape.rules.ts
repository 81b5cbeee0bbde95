export type JsonLimits = {
  /** How deep objects and lists may stand in each other. */
  depth: number;
  /** How many values in all. */
  values: number;
};

export const JSON_LIMITS: JsonLimits = { depth: 24, values: 20_000 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * What is too much about a JSON text before it is parsed: a sentence, or null when nothing is. Reads the text once; one
 * that is no JSON is left to the parser.
 */
export function excessOf(text: string, limits: JsonLimits = JSON_LIMITS): string | null {
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (isOpening(code)) {
      depth += 1;
    } else if (isClosing(code)) {
      depth -= 1;
    } else if (code === COMMA) {
      values += 1;
    }
    if (depth > limits.depth) {
      return `It is nested more than ${limits.depth} deep.`;
    }
  }
  return values > limits.values ? `It holds more than ${limits.values} values.` : null;
}

const COMMA = 0x2c;

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b;
}

function isClosing(code: number): boolean {
  return code === 0x7d || code === 0x5d;
}

/** Where the string that begins here ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}
