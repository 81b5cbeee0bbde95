export function PullRequestDrawer({ id }: { id: string }) {
  return <p>{id}</p>;
}
