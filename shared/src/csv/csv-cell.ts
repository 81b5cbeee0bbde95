/** One cell of a CSV file (RFC 4180), in quotes where it must be. */
export function quoteCell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A spreadsheet would run a cell that begins like this as a formula (C1). */
export function defuse(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
