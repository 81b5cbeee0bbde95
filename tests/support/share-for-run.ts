type Shared = { made: Promise<{ value: unknown; remove(): Promise<void> }>; users: number };

// The setups of projects are loaded apart from each other, in one process.
const holder = globalThis as { bellwetherShared?: Map<string, Shared> };

/** Makes something once for the run, whichever projects ask for it; it is removed when the last of them has ended. */
export async function shareForRun<T>(
  name: string,
  make: () => Promise<{ value: T; remove(): Promise<void> }>,
): Promise<{ value: T; release(): Promise<void> }> {
  holder.bellwetherShared ??= new Map();
  const all = holder.bellwetherShared;
  const shared = all.get(name) ?? { made: make(), users: 0 };
  all.set(name, shared);
  shared.users += 1;
  const { value, remove } = await shared.made;
  return {
    value: value as T,
    async release() {
      shared.users -= 1;
      if (shared.users === 0) {
        all.delete(name);
        await remove();
      }
    },
  };
}
