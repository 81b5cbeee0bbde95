/** A connection that was not made, because its address lies in a network that may not be entered. */
export class InnerAddressError extends Error {
  override readonly name = 'InnerAddressError';
  readonly code = 'EINNER';

  constructor(host: string) {
    super(`${host} stands in a network that may not be entered.`);
  }
}
