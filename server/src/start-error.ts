/**
 * The server cannot start, and a person can mend it. `message` is one sentence that says what is wrong
 * and the way out; the program prints it alone and ends with status 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
