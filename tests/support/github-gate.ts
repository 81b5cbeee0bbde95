/** Stands between the server and GitHub: holds back chosen requests until a test lets them go. */
export type GithubGate = {
  fetch: typeof fetch;
  /** Holds the next request whose address or body holds the words; `arrived` resolves when it is there. */
  hold(words: string): { arrived: Promise<void>; letGo(): void };
};

type Hold = { words: string; arrive(): void; released: Promise<void> };

export function openGithubGate(): GithubGate {
  const holds: Hold[] = [];
  return {
    async fetch(input, init) {
      const asked = `${String(input)} ${String(init?.body ?? '')}`;
      const at = holds.findIndex(({ words }) => asked.includes(words));
      const [held] = at < 0 ? [] : holds.splice(at, 1);
      held?.arrive();
      await held?.released;
      return await fetch(input, init);
    },
    hold(words) {
      const [arrived, arrive] = makePromise();
      const [released, letGo] = makePromise();
      holds.push({ words, arrive, released });
      return { arrived, letGo };
    },
  };
}

function makePromise(): [Promise<void>, () => void] {
  const settles: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => settles.push(resolve));
  return [promise, () => settles[0]?.()];
}
