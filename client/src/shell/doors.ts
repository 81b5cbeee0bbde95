/** Pages of the links that one was given, whoever is signed in. */
const forLinks: readonly string[] = ['/join', '/reset'];

/** True: the page stands by itself for whoever holds a link. */
export function isForLinks(pathname: string): boolean {
  return forLinks.includes(pathname);
}

/** True: a page at which one signs in. `/welcome` is one until somebody of one's own is signed in. */
export function isDoor(pathname: string): boolean {
  return pathname === '/sign-in' || pathname === '/welcome';
}
