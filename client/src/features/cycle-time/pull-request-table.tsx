export function PullRequestTable({ zone }: { zone: string | undefined }) {
  return <p>{zone}</p>;
}
