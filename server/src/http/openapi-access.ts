import type { TokenScope } from '@bellwether/shared/access/token-scopes';

type Call = { description?: string; responses: Record<number, object> };

/** How a token is sent. */
export const securitySchemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token that was made on the page "Tokens", or BELLWETHER_BOOTSTRAP_TOKEN. It opens what its scopes and the roles of its owner both allow, over the teams of its owner. A token in the address is never taken.',
  },
};

const failure = { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } };

const tooMany = {
  description: 'Too many requests, or too many wrong tokens, from this address.',
  headers: {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  },
  content: failure,
};

/** The calls of a path that ask for a token with the scope. */
export function withToken<Calls extends Record<string, Call>>(scope: TokenScope, calls: Calls) {
  const entries = Object.entries(calls).map(([method, call]) => {
    const { description, responses } = call;
    const words = `Asks for the scope ${scope}.`;
    return [
      method,
      {
        ...call,
        description: description === undefined ? words : `${description} ${words}`,
        security: [{ token: [scope] }],
        responses: {
          ...responses,
          401: {
            description: 'There is no token, or it is unknown, revoked or expired.',
            headers: {
              'WWW-Authenticate': {
                description: 'How a token is sent.',
                schema: { type: 'string' },
              },
            },
            content: failure,
          },
          403: {
            description: "The token lacks the scope, or its owner's roles do not include it.",
            content: failure,
          },
          429: tooMany,
        },
      },
    ];
  });
  return Object.fromEntries(entries) as Record<string, Call & { security: object[] }>;
}

/** The calls of a path that anybody may make. */
export function withoutToken<Calls extends Record<string, Call>>(calls: Calls) {
  const entries = Object.entries(calls).map(([method, call]) => [
    method,
    { ...call, security: [], responses: { ...call.responses, 429: tooMany } },
  ]);
  return Object.fromEntries(entries) as Record<string, Call & { security: object[] }>;
}
