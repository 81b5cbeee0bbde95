import type { GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import { tableOfType } from './field-tables.ts';
import type { Args, GraphContext } from './graph-context.ts';
import { graphError } from './graph-errors.ts';

type PlainField = (args: Args, context: GraphContext) => unknown;

/**
 * Answers any field: from the tables, else from the value itself. A field that neither holds is an error that names it: the
 * simulator never says null for what it does not know.
 */
export const resolveField: GraphQLFieldResolver<unknown, GraphContext, Args> = (
  source,
  args,
  context,
  info,
) => {
  const resolver = tableOfType(info.parentType.name)?.[info.fieldName];
  if (resolver !== undefined) {
    return resolver(source as never, args, context);
  }
  if (typeof source === 'object' && source !== null && info.fieldName in source) {
    const value = (source as Record<string, unknown>)[info.fieldName];
    return typeof value === 'function' ? (value as PlainField).call(source, args, context) : value;
  }
  throw graphError(
    'SIMULATOR_UNSUPPORTED',
    `The simulator does not answer ${info.parentType.name}.${info.fieldName}.`,
  );
};

export const resolveType: GraphQLTypeResolver<unknown, GraphContext> = (value) =>
  typeof value === 'object' && value !== null && '__typename' in value
    ? String(value.__typename)
    : undefined;
