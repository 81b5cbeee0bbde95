import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { styleNonceOf } from './style-nonce.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What a page of ours never needs, and code that got into it shall not have either. */
const PERMISSIONS = [
  ...['accelerometer', 'autoplay', 'bluetooth', 'camera', 'display-capture', 'encrypted-media'],
  ...['fullscreen', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get'],
  ...['screen-wake-lock', 'serial', 'usb', 'web-share', 'xr-spatial-tracking', 'browsing-topics'],
].map((feature) => `${feature}=()`);

/**
 * What browsers are told to refuse on our behalf. TLS for a year is asked for only where people come over TLS: a browser
 * that was told so on plain HTTP could not come back.
 */
export function securityHeaders(publicUrl: string | null): Router {
  const isTls = publicUrl?.startsWith('https://') ?? false;
  const routes = Router();
  routes.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
      strictTransportSecurity: isTls && { maxAge: YEAR_SECONDS, includeSubDomains: false },
      referrerPolicy: { policy: 'no-referrer' },
      frameguard: { action: 'deny' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', PERMISSIONS.join(', '));
      next();
    },
  );
  return routes;
}

/** Answers of the interfaces are for who asked, at that moment; an endpoint may say otherwise. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const styleNonce = (_request: IncomingMessage, response: ServerResponse) =>
  `'nonce-${styleNonceOf(response)}'`;

const CONTENT_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  // The component library writes its variables into style elements: they carry what this answer's page was told.
  styleSrc: ["'self'", styleNonce],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
