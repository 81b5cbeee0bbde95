import type { Refusal } from '@bellwether/shared/access/sign-in.schema';

const words: Record<Refusal, string> = {
  'not-invited':
    'This account has not been invited to Bellwether. Ask an admin for an invitation, then sign in again.',
  deactivated: 'This access was taken away. Ask an admin of Bellwether if that is a mistake.',
  'unverified-email':
    'The provider does not vouch for an e-mail address of this account. Confirm one there, then try again.',
  'link-first':
    'Somebody with this e-mail address signs in here in another way. Sign in that way, then link this account on the page “Your account”.',
  'linked-elsewhere':
    'This account is already another user’s way in. Sign in with it, or link a different one.',
  declined: 'You said no at the provider, so nobody was signed in.',
  expired: 'That took too long, or was begun in another browser. Try again.',
  'provider-failed':
    'The provider did not answer as it should. Try again; if it stays so, an admin can test it on the page “Sign-in”.',
};

/** Why a door stayed shut, in words; null: no reason that is known. */
export function refusalWords(refused: string | undefined): string | null {
  return refused !== undefined && Object.hasOwn(words, refused) ? words[refused as Refusal] : null;
}
