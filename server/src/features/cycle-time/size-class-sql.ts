import { rangeOfSize, sizeClasses } from '@bellwether/shared/pull-requests/size-class';

/** SQL of the size class of a facts row `f` (B10). */
export const sizeClassSql = `case ${sizeClasses
  .map((size) => {
    const { upTo } = rangeOfSize(size);
    return upTo === null ? `else '${size}'` : `when f.size <= ${upTo} then '${size}'`;
  })
  .join(' ')} end`;
