type Subscription = { unsubscribe(): void };

/**
 * Holds a subscription while the tab is looked at, and renews it when it is looked at again: a hidden tab holds no
 * connection, since browsers have few for each server.
 * @returns ends it
 */
export function followWhileVisible(
  subscribe: () => Subscription,
  onResume: () => void = () => undefined,
): () => void {
  let subscription: Subscription | null = null;
  const follow = () => {
    if (document.hidden) {
      subscription?.unsubscribe();
      subscription = null;
    } else {
      subscription ??= subscribe();
      onResume();
    }
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    subscription?.unsubscribe();
  };
}
