import { type FieldsOf, oneOf, readFields } from '../../lib/read-fields.rules.ts';

const deliveryReaders = {
  /** Which of the deployments are listed. Absent: all that count. */
  shown: oneOf(['counted', 'changes', 'failed', 'suspected', 'remedies', 'recovered', 'left-out']),
};
type DeliverySearch = FieldsOf<typeof deliveryReaders>;

export type ShownDeployments = NonNullable<DeliverySearch['shown']>;

/** What the address says of the page beside the filter, leniently. */
export function readDeliverySearch(raw: Record<string, unknown>): DeliverySearch {
  return readFields(deliveryReaders, raw).fields;
}
