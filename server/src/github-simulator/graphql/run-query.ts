import {
  type DocumentNode,
  execute,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { type QueryCost, sumCost } from '../rate-cost.ts';
import { walkConnections } from './connection-walk.ts';
import type { GraphContext } from './graph-context.ts';
import { publicSchema } from './public-schema.ts';
import { findQueryProblems } from './query-limits.ts';
import { resolveField, resolveType } from './resolve-field.ts';

export type QueryRequest = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
};

export type ResponseError = {
  message: string;
  type?: string;
  path?: readonly (string | number)[];
  locations?: readonly { line: number; column: number }[];
};

export type QueryAnswer = { data?: unknown; errors?: ResponseError[] };

/** A query that may run, with its cost; or the errors for which GitHub refuses it. */
export type PreparedQuery =
  | { kind: 'refused'; errors: ResponseError[] }
  | {
      kind: 'ready';
      document: DocumentNode;
      operation: OperationDefinitionNode;
      variables: Record<string, unknown>;
      cost: QueryCost;
    };

const MAX_KEPT_DOCUMENTS = 200;
const keptDocuments = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** Parses, validates and measures a query; nothing is answered or spent yet. */
export function prepareQuery(request: QueryRequest): PreparedQuery {
  const document = checkedDocument(request.query);
  if (!('kind' in document)) {
    return refused(document.map(toResponseError));
  }
  const operation = getOperationAST(document, request.operationName);
  if (!operation) {
    return refused([{ message: `No operation named "${request.operationName ?? ''}"` }]);
  }
  if (operation.operation !== 'query') {
    return refused([{ type: 'FORBIDDEN', message: 'The simulator answers queries only.' }]);
  }
  const schema = publicSchema();
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables);
  if (values.errors !== undefined) {
    return refused(values.errors.map(toResponseError));
  }
  const variables = values.coerced;
  const visits = walkConnections({ schema, document, operation, variables });
  const problems = findQueryProblems(visits);
  if (problems.length > 0) {
    return refused(problems);
  }
  return {
    kind: 'ready',
    document,
    operation,
    variables: request.variables,
    cost: sumCost(visits),
  };
}

/** Answers a prepared query from the world. */
export async function runQuery(
  prepared: Extract<PreparedQuery, { kind: 'ready' }>,
  context: GraphContext,
): Promise<QueryAnswer> {
  const result = await execute({
    schema: publicSchema(),
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    variableValues: prepared.variables,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  return result.errors === undefined
    ? { data: result.data }
    : { data: result.data, errors: result.errors.map(toResponseError) };
}

function checkedDocument(query: string): DocumentNode | readonly GraphQLError[] {
  const kept = keptDocuments.get(query);
  if (kept !== undefined) {
    return kept;
  }
  const checked = parseAndValidate(query);
  if (keptDocuments.size >= MAX_KEPT_DOCUMENTS) {
    keptDocuments.clear();
  }
  keptDocuments.set(query, checked);
  return checked;
}

function parseAndValidate(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(publicSchema(), document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

function refused(errors: ResponseError[]): PreparedQuery {
  return { kind: 'refused', errors };
}

function toResponseError(error: GraphQLError): ResponseError {
  const type = error.extensions.type;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message,
  };
}
