import { AppError } from '@bellwether/shared/errors/app-error';
import { createTransport } from 'nodemailer';
import type { Outgoing } from '../app-context.ts';
import type { SignInConfig } from './auth/sign-in-config.ts';

/** A mail in plain words, without pictures or tracking. */
export type Mail = { to: string; subject: string; text: string };

const TIMEOUT_MS = 15_000;

type MailServer = NonNullable<SignInConfig['smtp']>;

/**
 * Sends a mail through the server that is set up.
 * @throws AppError `upstream_*` with a sentence on what the mail server said; never with its password
 */
export async function sendThrough(
  server: MailServer,
  outgoing: Outgoing,
  mail: Mail,
): Promise<void> {
  const { host, port, security, userName, from } = server.settings;
  // What the environment names, the operator trusts.
  const address = server.origin === 'environment' ? host : await outgoing.resolve(host, 'host');
  const transport = createTransport({
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { servername: host },
    ...(userName === null ? {} : { auth: { user: userName, pass: server.password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from, ...mail });
  } catch (error) {
    throw toAppError(error, `${host}:${port}`);
  } finally {
    transport.close();
  }
}

function toAppError(error: unknown, place: string): AppError {
  const { code } = error as { code?: unknown };
  if (code === 'EAUTH') {
    return new AppError(
      'upstream_unauthenticated',
      `The mail server ${place} refused the password.`,
      {
        remedy: 'Check the user name and the password on the page "Sign-in".',
      },
    );
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    return new AppError('upstream_forbidden', `The mail server ${place} did not take the mail.`, {
      remedy: 'Check the sender: many servers take mail from their own addresses alone.',
    });
  }
  if (code === 'ETLS') {
    return new AppError(
      'upstream_unavailable',
      `No encrypted way to the mail server ${place} was found.`,
      {
        remedy: 'Check the port and the encryption, or its certificate.',
      },
    );
  }
  return new AppError('upstream_unavailable', `The mail server ${place} did not answer.`, {
    remedy: 'Check its name, its port and the encryption.',
  });
}
