import { nextRefetch, restedPace } from './refetch-pace.ts';

type Options = {
  /** Resolves when the pages have what is new. */
  refetch: () => Promise<unknown>;
  /** Nothing is refetched while nobody looks. */
  isWatched: () => boolean;
};

/** Refetches after changes, never twice at a time and never faster than the pace allows. */
export function createPacedRefetch({ refetch, isWatched }: Options) {
  let pace = restedPace;
  let isDue = false;
  let isBusy = false;
  let isClosed = false;

  async function work(): Promise<void> {
    while (isDue && isWatched() && !isClosed) {
      const next = nextRefetch(pace, performance.now());
      pace = next.pace;
      await new Promise((resolve) => {
        window.setTimeout(resolve, Math.max(0, next.startAtMs - performance.now()));
      });
      isDue = false;
      await refetch();
    }
  }

  function begin(): void {
    if (isBusy) {
      return;
    }
    isBusy = true;
    void work().finally(() => {
      isBusy = false;
    });
  }

  return {
    /** Something changed. */
    request() {
      isDue = true;
      begin();
    },
    /** Somebody looks again: what was put off is done. */
    resume: begin,
    close() {
      isClosed = true;
    },
  };
}
