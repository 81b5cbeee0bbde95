/** The teams with all those above them, each once. */
export function withTeamsAbove(
  teamIds: readonly string[],
  all: readonly { id: string; parentId: string | null }[],
): string[] {
  const parents = new Map(all.map(({ id, parentId }) => [id, parentId]));
  const found = new Set<string>();
  for (const start of teamIds) {
    let id: string | null | undefined = start;
    while (id !== null && id !== undefined && parents.has(id) && !found.has(id)) {
      found.add(id);
      id = parents.get(id);
    }
  }
  return [...found];
}
