import { giveUp } from './say.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

/** Ends with a sentence when this Node is too old for the code. */
export function requireNode() {
  const isNewEnough = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!isNewEnough) {
    giveUp(
      `Bellwether needs Node 20.19, or 22.12 and newer; this is Node ${process.versions.node}. Get it from https://nodejs.org, then try again.`,
    );
  }
}
