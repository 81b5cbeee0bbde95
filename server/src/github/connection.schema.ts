import { z } from 'zod';

export const pageInfoSchema = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullable(),
});

export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A page of a GraphQL connection. GitHub leaves null where an item cannot be shown: those are left out. */
export function connectionSchema<S extends z.ZodType>(node: S) {
  return z.object({
    totalCount: z.number().int().nonnegative(),
    pageInfo: pageInfoSchema,
    nodes: z
      .array(node.nullable())
      .nullish()
      .transform((nodes) =>
        (nodes ?? []).filter((item): item is NonNullable<typeof item> => item !== null),
      ),
  });
}

export type Connection<T> = {
  totalCount: number;
  pageInfo: z.infer<typeof pageInfoSchema>;
  nodes: T[];
};
