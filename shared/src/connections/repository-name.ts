/** `owner/name` as GitHub allows it. */
export const repositoryNamePattern = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;

export const repositoryNameAdvice =
  'A repository is written owner/name, for example octocat/hello-world';
