import type { Refusal } from '@bellwether/shared/access/sign-in.schema';

const BY_CODE: Readonly<Record<string, Refusal>> = {
  access_denied: 'declined',
  state_mismatch: 'expired',
  state_not_found: 'expired',
  state_security_mismatch: 'expired',
  please_restart_the_process: 'expired',
  invalid_callback_request: 'expired',
  unable_to_link_account: 'expired',
  account_already_linked_to_different_user: 'linked-elsewhere',
  signup_disabled: 'not-invited',
  account_not_linked: 'link-first',
  DEACTIVATED: 'deactivated',
};

/** Why the sign-in library, or the provider through it, did not let somebody in. */
export function refusalOf(code: string): Refusal {
  return BY_CODE[code] ?? 'provider-failed';
}
