/** A mail server as one address names it. */
export type MailServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  /** Null: it asks for none. */
  userName: string | null;
  password: string | null;
};

/** Reads `smtps://name:password@host:465`. Null: it is no such address. */
export function readMailServer(text: string): MailServer | null {
  if (!URL.canParse(text)) {
    return null;
  }
  const { protocol, hostname, port, username, password, searchParams } = new URL(text);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '') {
    return null;
  }
  const isTls = protocol === 'smtps:';
  const plain = searchParams.get('security') === 'none' ? 'none' : 'starttls';
  return {
    host: hostname,
    port: port === '' ? usualPort(isTls) : Number(port),
    security: isTls ? 'tls' : plain,
    userName: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
  };
}

function usualPort(isTls: boolean): number {
  return isTls ? 465 : 587;
}
