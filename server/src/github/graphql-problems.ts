export type GraphqlProblem = { type?: string | undefined; message: string };

/** GraphQL answered with status 200 and a list of errors: whatever data came with it is not to be trusted. */
export class GraphqlProblemsError extends Error {
  readonly problems: readonly GraphqlProblem[];
  readonly headers: Readonly<Record<string, unknown>>;
  /** Data came beside the errors. */
  readonly isPartial: boolean;

  constructor(
    problems: readonly GraphqlProblem[],
    answer: { headers: Readonly<Record<string, unknown>>; isPartial: boolean },
  ) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'GraphqlProblemsError';
    this.problems = problems;
    this.headers = answer.headers;
    this.isPartial = answer.isPartial;
  }
}

/** What GraphQL said was wrong; null: the failure is another one. */
export function problemsOf(error: unknown): readonly GraphqlProblem[] | null {
  if (error instanceof GraphqlProblemsError) {
    return error.problems;
  }
  // Octokit's own error for a query that GitHub gave up on carries the answer, which had status 200.
  const { status, data } = Object(Object(error).response);
  const errors: unknown = Object(data).errors;
  return status === 200 && Array.isArray(errors) ? errors : null;
}
