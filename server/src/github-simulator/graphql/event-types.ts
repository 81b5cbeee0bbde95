import type { GraphQLSchema } from 'graphql';

const OTHER_NAMES: Record<string, string> = {
  renamed: 'RenamedTitleEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  converted_to_draft: 'ConvertToDraftEvent',
  'cross-referenced': 'CrossReferencedEvent',
  automatic_base_change_succeeded: 'AutomaticBaseChangeSucceededEvent',
};

/** The GraphQL type of a REST event name, `head_ref_force_pushed` → `HeadRefForcePushedEvent`. */
export function eventTypeName(event: string): string {
  return OTHER_NAMES[event] ?? `${pascalCase(event)}Event`;
}

/** Whether GitHub's schema knows the type at all; REST has a few events that GraphQL leaves out. */
export function isEventType(schema: GraphQLSchema, typeName: string): boolean {
  return schema.getType(typeName) !== undefined;
}

/** `READY_FOR_REVIEW_EVENT` → `ReadyForReviewEvent`: an item of `itemTypes` as a type name. */
export function itemTypeName(itemType: string): string {
  return pascalCase(itemType.toLowerCase());
}

function pascalCase(text: string): string {
  return text
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
