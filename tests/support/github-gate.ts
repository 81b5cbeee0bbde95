/** Stands between the server and GitHub: holds back chosen requests until a test lets them go. */
export type GithubGate = {
  fetch: typeof fetch;
  /** Holds the nth request from now whose address or body holds the words; `arrived` resolves when it is there. */
  hold(words: string, nth?: number): { arrived: Promise<void>; letGo(): void };
};

type Hold = { words: string; left: number; arrive(): void; released: Promise<void> };

export function openGithubGate(): GithubGate {
  const holds: Hold[] = [];
  return {
    async fetch(input, init) {
      const asked = `${String(input)} ${String(init?.body ?? '')}`;
      for (const hold of holds.filter(({ words }) => asked.includes(words))) {
        hold.left -= 1;
        if (hold.left === 0) {
          hold.arrive();
          await hold.released;
        }
      }
      return await fetch(input, init);
    },
    hold(words, nth = 1) {
      const [arrived, arrive] = makePromise();
      const [released, letGo] = makePromise();
      holds.push({ words, left: nth, arrive, released });
      return { arrived, letGo };
    },
  };
}

function makePromise(): [Promise<void>, () => void] {
  const settles: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => settles.push(resolve));
  return [promise, () => settles[0]?.()];
}
