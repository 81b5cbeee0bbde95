const numberOrNull = { type: ['number', 'null'] };
const integerOrNull = { type: ['integer', 'null'] };

function object(properties: Record<string, object>, optional: Record<string, object> = {}) {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  };
}

function refusal(description: string) {
  const schema = { $ref: '#/components/schemas/Failure' };
  return { description, content: { 'application/json': { schema } } };
}

export const reviewLoadSchemas = {
  ReviewLoad: object(
    {
      from: { type: 'string', format: 'date-time' },
      to: { type: 'string', format: 'date-time' },
      reviewers: {
        type: 'array',
        description:
          'Whoever reviewed in the period and may be told by name to the caller: nobody for a manager, oneself for an engineer.',
        items: object({
          login: { type: 'string' },
          pullRequests: { type: 'integer', description: 'Distinct ones.' },
          effortMinutes: {
            type: 'integer',
            description: '5, 15, 30, 60 or 120 for each, by its size XS, S, M, L or XL.',
          },
          share: { ...numberOrNull, minimum: 0, maximum: 1, description: 'Of all minutes.' },
        }),
      },
      absenceFactor: {
        ...integerOrNull,
        description: 'The fewest people who hold half of the minutes or more.',
      },
      hhi: { ...numberOrNull, description: 'The sum of the squares of the shares.' },
      effectiveReviewers: { ...numberOrNull, description: '1 / hhi.' },
      eligible: {
        ...integerOrNull,
        description: 'Whoever reviewed in the repositories before "to".',
      },
      gini: {
        ...numberOrNull,
        description:
          'Over the minutes of everybody eligible, zeros included. Null below four people.',
      },
    },
    {
      withheld: {
        type: 'string',
        enum: ['too-few-people'],
        description:
          'There where fewer than three people stand behind the totals whom the caller may not see one by one; they are null then.',
      },
    },
  ),
};

/** `parameters`: the period, the repositories and the teams. */
export function reviewLoadCall(parameters: object[]) {
  return {
    get: {
      summary: 'Who carries the reviews',
      description:
        'A pull request counts once for each person who reviewed it in the period, whoever wrote it. Null is not known.',
      operationId: 'getReviewLoad',
      parameters,
      responses: {
        200: {
          description: 'The load.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/ReviewLoad' } } },
        },
        400: refusal('A parameter is wrong; the answer names it.'),
        404: refusal('A repository or a team is not here.'),
      },
    },
  };
}
