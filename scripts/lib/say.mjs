/** Tells the person at the terminal one thing. */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/** Ends the command with one sentence that says what to do. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Says what is being done, and how long it took when that is worth knowing. */
export async function sayWhile(doing, work) {
  const startedAtMs = performance.now();
  say(`${doing} …`);
  const result = await work();
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  if (seconds >= 2) {
    say(`  done in ${seconds} s`);
  }
  return result;
}
