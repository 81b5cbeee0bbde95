/** Colours for identities that hold apart for the colour-blind and on both grounds (after Okabe and Ito). */
const colors = [
  'light-dark(#0072b2, #56b4e9)',
  'light-dark(#b35900, #f0a03c)',
  'light-dark(#00805e, #2fc79b)',
  'light-dark(#a8478a, #d893be)',
  'light-dark(#7a6a00, #e0cf48)',
  'light-dark(#5b54b8, #a6a0ee)',
  'light-dark(#b0402b, #f08a76)',
  'light-dark(#4f6b74, #9fbac4)',
] as const;

/** One colour for one identity, wherever it is drawn. */
export function identityColor(key: string): string {
  let hash = 2_166_136_261;
  for (const char of key) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return colors[hash % colors.length] ?? colors[0];
}
