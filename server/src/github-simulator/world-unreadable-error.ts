/** A folder that holds no world, or one that cannot be read. The message is one sentence for a person. */
export class WorldUnreadableError extends Error {
  override readonly name = 'WorldUnreadableError';
}
