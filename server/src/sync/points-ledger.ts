import type { PointsReading } from '../github/github-points.ts';
import type { Github } from '../github/open-github.ts';

/** Points of all passes since the start. */
export class PointsLedger {
  readonly #open = new Set<Github>();
  #spent = 0;
  #last: PointsReading | null = null;

  /** Counts what is asked through `github` until the answer is called. */
  open(github: Github): () => void {
    this.#open.add(github);
    return () => {
      this.#open.delete(github);
      const reading = github.points();
      this.#spent += reading?.spent ?? 0;
      this.#last = reading ?? this.#last;
    };
  }

  /** Null: GitHub has not answered yet. */
  reading(): PointsReading | null {
    const current = [...this.#open].flatMap((github) => github.points() ?? []);
    const last = current.at(-1) ?? this.#last;
    if (last === null) {
      return null;
    }
    const spent = current.reduce((sum, reading) => sum + reading.spent, this.#spent);
    return { ...last, spent };
  }
}
