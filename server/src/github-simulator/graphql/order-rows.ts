type Ordered = { field: string; direction: 'ASC' | 'DESC' };
type Dated = { created_at: string; updated_at?: string };

/** Rows, given oldest first, in the order that an `orderBy` argument asks for; as they are without one. */
export function orderRows<Row extends Dated>(
  rows: readonly Row[],
  orderBy: unknown,
): readonly Row[] {
  if (!isOrdered(orderBy)) {
    return rows;
  }
  const at = (row: Row) =>
    orderBy.field === 'UPDATED_AT' ? (row.updated_at ?? row.created_at) : row.created_at;
  const sign = orderBy.direction === 'DESC' ? -1 : 1;
  return [...rows].sort((a, b) => sign * at(a).localeCompare(at(b)));
}

export function isOrdered(value: unknown): value is Ordered {
  return typeof value === 'object' && value !== null && 'field' in value && 'direction' in value;
}
