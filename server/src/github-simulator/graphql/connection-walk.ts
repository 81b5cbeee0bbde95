import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** A connection, or `nodes(ids)`, that a query asks for, with how often it is needed at most. */
export type ConnectionVisit = {
  kind: 'connection' | 'node-list';
  name: string;
  path: string[];
  /** How many parents there are if every connection above is full. */
  parents: number;
  argument: 'first' | 'last' | null;
  /** `first` or `last` as asked, or the number of ids; null when the query gives no limit. */
  limit: number | null;
  /** Whether the query asks for items, not merely for totals or page marks. */
  asksItems: boolean;
};

export type WalkedQuery = {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
};

type Walk = WalkedQuery & {
  fragments: Map<string, FragmentDefinitionNode>;
  visits: ConnectionVisit[];
};

type Fragment = InlineFragmentNode | FragmentDefinitionNode;

type FieldGroup = { field: GraphQLField<unknown, unknown>; key: string; nodes: FieldNode[] };

/** Every connection of an operation, each once: fields that merge into one answer are one connection, aliases are several. */
export function walkConnections(query: WalkedQuery): ConnectionVisit[] {
  const root = query.schema.getRootType(query.operation.operation);
  if (root === null || root === undefined) {
    return [];
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of query.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const walk: Walk = { ...query, fragments, visits: [] };
  walkFields(walk, root, [query.operation.selectionSet], 1, [query.operation.operation]);
  return walk.visits;
}

function walkFields(
  walk: Walk,
  type: GraphQLCompositeType,
  selections: SelectionSetNode[],
  parents: number,
  path: string[],
): void {
  const groups = new Map<string, FieldGroup>();
  for (const selection of selections) {
    collectFields(walk, type, selection, groups);
  }
  for (const group of groups.values()) {
    walkGroup(walk, group, parents, [...path, group.key]);
  }
}

function walkGroup(walk: Walk, group: FieldGroup, parents: number, path: string[]): void {
  const named = getNamedType(group.field.type);
  if (!isCompositeType(named)) {
    return;
  }
  const visit = visitOf(walk, group, named.name, parents, path);
  if (visit !== null) {
    walk.visits.push(visit);
  }
  const inner = group.nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
  walkFields(walk, named, inner, parents * (visit?.limit ?? 1), path);
}

function visitOf(
  walk: Walk,
  group: FieldGroup,
  typeName: string,
  parents: number,
  path: string[],
): ConnectionVisit | null {
  const name = group.field.name;
  if (typeName.endsWith('Connection') && group.field.args.some((arg) => arg.name === 'first')) {
    const first = argumentOf(walk, group, 'first');
    const last = argumentOf(walk, group, 'last');
    const limit = typeof first === 'number' ? first : last;
    return {
      kind: 'connection',
      name,
      path,
      parents,
      argument: limitName(first, last),
      limit: typeof limit === 'number' ? limit : null,
      asksItems: asksItems(walk, group.nodes),
    };
  }
  if (name === 'nodes' && typeName === 'Node') {
    const ids = argumentOf(walk, group, 'ids');
    const limit = Array.isArray(ids) ? ids.length : 1;
    return { kind: 'node-list', name, path, parents, argument: null, limit, asksItems: true };
  }
  return null;
}

function limitName(first: unknown, last: unknown): 'first' | 'last' | null {
  if (typeof first === 'number') {
    return 'first';
  }
  return typeof last === 'number' ? 'last' : null;
}

function argumentOf(walk: Walk, group: FieldGroup, name: string): unknown {
  const node = group.nodes[0]?.arguments?.find((argument) => argument.name.value === name);
  if (node !== undefined) {
    return valueFromASTUntyped(node.value, walk.variables);
  }
  return group.field.args.find((arg) => arg.name === name)?.defaultValue;
}

function collectFields(
  walk: Walk,
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  groups: Map<string, FieldGroup>,
): void {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(walk, selection.directives ?? [])) {
      continue;
    }
    if (selection.kind === Kind.FIELD) {
      addField(type, selection, groups);
    } else {
      collectFragment(walk, type, fragmentOf(walk, selection), groups);
    }
  }
}

function collectFragment(
  walk: Walk,
  type: GraphQLCompositeType,
  fragment: Fragment | undefined,
  groups: Map<string, FieldGroup>,
): void {
  if (fragment === undefined) {
    return;
  }
  const condition = fragment.typeCondition?.name.value;
  const named = condition === undefined ? type : walk.schema.getType(condition);
  collectFields(walk, isCompositeType(named) ? named : type, fragment.selectionSet, groups);
}

function fragmentOf(
  walk: Walk,
  selection: InlineFragmentNode | FragmentSpreadNode,
): Fragment | undefined {
  return selection.kind === Kind.INLINE_FRAGMENT
    ? selection
    : walk.fragments.get(selection.name.value);
}

function addField(
  type: GraphQLCompositeType,
  node: FieldNode,
  groups: Map<string, FieldGroup>,
): void {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const field = fields[node.name.value];
  if (field === undefined) {
    return;
  }
  const key = (node.alias ?? node.name).value;
  const groupKey = `${type.name}.${key}`;
  const group = groups.get(groupKey);
  if (group === undefined) {
    groups.set(groupKey, { field, key, nodes: [node] });
  } else {
    group.nodes.push(node);
  }
}

function isIncluded(walk: Walk, directives: NonNullable<FieldNode['directives']>): boolean {
  return directives.every((directive) => {
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if');
    const value = condition && valueFromASTUntyped(condition.value, walk.variables);
    if (directive.name.value === 'include') {
      return value === true;
    }
    return directive.name.value !== 'skip' || value !== true;
  });
}

function asksItems(walk: Walk, nodes: FieldNode[]): boolean {
  return nodes
    .flatMap((node) => (node.selectionSet ? selectedNames(walk, node.selectionSet) : []))
    .some((name) => name === 'nodes' || name === 'edges');
}

function selectedNames(walk: Walk, selectionSet: SelectionSetNode): string[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      return [selection.name.value];
    }
    const inner = fragmentOf(walk, selection);
    return inner === undefined ? [] : selectedNames(walk, inner.selectionSet);
  });
}
