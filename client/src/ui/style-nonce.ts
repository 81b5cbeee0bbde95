/**
 * What the server's content policy asks of style elements that are made here: another text with every answer of the page.
 * Empty: there is no such policy, as in development.
 */
export function styleNonce(): string {
  return document.querySelector('meta[name="style-nonce"]')?.getAttribute('content') ?? '';
}

/** Scroll locks of dialogs write a style element of their own, and look for the text under this name. */
export function shareStyleNonce(): void {
  Reflect.set(globalThis, '__webpack_nonce__', styleNonce());
}
