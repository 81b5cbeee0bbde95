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
  'light-dark(#3f7d20, #93d06c)',
  'light-dark(#8a5a3c, #d2a283)',
  'light-dark(#1f6f9e, #7fd0f5)',
  'light-dark(#8c2f5f, #f28cb8)',
] as const;

/** One colour for one identity, the same for the same people wherever they are drawn; `first` have theirs before `others`. */
export function identityColors(
  first: readonly string[],
  others: readonly string[] = [],
): (key: string) => string {
  const rest = others.filter((key) => !first.includes(key));
  const places = new Map(
    [...first]
      .sort()
      .concat([...rest].sort())
      .map((key, index) => [key, index]),
  );
  return (key) => colors[(places.get(key) ?? 0) % colors.length] ?? colors[0];
}
