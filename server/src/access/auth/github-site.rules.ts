/** Where people open the GitHub whose API this is: github.com, a data-resident one, or GitHub Enterprise Server. */
export function githubSiteOf(apiUrl: string): string {
  const { origin, protocol, hostname, pathname } = new URL(apiUrl);
  if (hostname === 'api.github.com' || /^api\.[a-z\d-]+\.ghe\.com$/.test(hostname)) {
    return `${protocol}//${hostname.slice('api.'.length)}`;
  }
  return `${origin}${pathname.replace(/\/api\/v3\/?$/, '').replace(/(?<!\/)\/+$/, '')}`;
}
