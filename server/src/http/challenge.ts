import { AppError } from '@bellwether/shared/errors/app-error';
import type { Request, Response } from 'express';
import type { TokenDoor } from '../access/tokens/read-authorization.rules.ts';

const REALM = 'realm="Bellwether"';

/** Tells a program that was refused how a token is sent here (RFC 6750, RFC 7617). Other failures say nothing of it. */
export function challenge(
  request: Request,
  response: Response,
  error: unknown,
  door: TokenDoor,
): void {
  if (!(error instanceof AppError) || error.code !== 'unauthenticated') {
    return;
  }
  const isWrong = request.headers.authorization !== undefined;
  const bearer = isWrong ? `Bearer ${REALM}, error="invalid_token"` : `Bearer ${REALM}`;
  response.set('WWW-Authenticate', door === 'basic' ? [`Basic ${REALM}`, bearer] : bearer);
}
