/** One body's share of the memory for bodies that are read at the same time. */
export type BodyShare = {
  /** False: there is not that much left. */
  take(bytes: number): boolean;
  /** Gives back all that was taken: the body is not needed any more. */
  close(): void;
};

/** Memory that bodies share: each takes what it really sends, so that a sender who only announces much holds nothing. */
export function createBodyBudget(bytes: number): { open(): BodyShare } {
  let left = bytes;
  return {
    open() {
      let taken = 0;
      return {
        take(wanted) {
          if (wanted > left) {
            return false;
          }
          left -= wanted;
          taken += wanted;
          return true;
        },
        close() {
          left += taken;
          taken = 0;
        },
      };
    },
  };
}
