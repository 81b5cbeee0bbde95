import { GraphQLError } from 'graphql';

/** An error that stands in an answer beside `data`, with GitHub's `type`. */
export function graphError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export function notFound(message: string): never {
  throw graphError('NOT_FOUND', message);
}
