import { AppError } from '@bellwether/shared/errors/app-error';

/** Providers at whom anybody gets an address. */
const PUBLIC_MAIL = new Set(
  `aol.com att.net bluewin.ch btinternet.com bk.ru comcast.net cox.net daum.net duck.com email.com
  fastmail.com fastmail.fm foxmail.com free.fr freenet.de gmail.com googlemail.com hanmail.net hey.com
  hushmail.com icloud.com inbox.com inbox.ru interia.pl laposte.net libero.it list.ru mac.com mail.com
  mail.ru mailbox.org mailinator.com me.com msn.com naver.com o2.pl onet.pl orange.fr pm.me posteo.de
  posteo.net proton.me protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com
  sapo.pt seznam.cz sfr.fr sina.com sky.com t-online.de tuta.com tuta.io tutamail.com tutanota.com
  tutanota.de uol.com.br verizon.net virgilio.it wanadoo.fr web.de wp.pl ya.ru yeah.net ymail.com
  126.com 163.com 139.com sohu.com aliyun.com users.noreply.github.com`.split(/\s+/),
);
/** Providers with a domain in each country. */
const PUBLIC_FAMILY = /^(?:gmx|hotmail|live|outlook|yahoo|yandex)(?:\.[a-z]{2,3}){1,2}$/;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/;

/**
 * A domain of addresses as it is kept: `example.com` for `@Example.com`, an international one in its ASCII form.
 * @throws AppError `invalid_input` for what is no domain, and for providers at whom anybody gets an address
 */
export function readJoinDomain(text: string): string {
  const domain = toAscii(text.trim().replace(/^@/, '').toLowerCase());
  if (!DOMAIN.test(domain)) {
    throw new AppError('invalid_input', 'This is not a domain of e-mail addresses.', {
      field: 'value',
      remedy: 'Write what stands behind the @, for example example.com.',
    });
  }
  if (PUBLIC_MAIL.has(domain) || PUBLIC_FAMILY.test(domain)) {
    throw new AppError('invalid_input', `Anybody can get an address at ${domain}.`, {
      field: 'value',
      remedy: 'Name a domain of your own organisation, or invite people by link.',
    });
  }
  return domain;
}

/**
 * An organisation's login on GitHub, in lower case: `acme` for `@Acme` and `https://github.com/Acme`.
 * @throws AppError `invalid_input`
 */
export function readJoinOrganization(text: string): string {
  const login = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/[^/]+\/(?:orgs\/)?/, '')
    .replace(/^@/, '')
    .replace(/\/$/, '');
  if (!LOGIN.test(login)) {
    throw new AppError('invalid_input', 'This is not the login of an organisation on GitHub.', {
      field: 'value',
      remedy: 'Write what stands behind github.com/, for example octo-org.',
    });
  }
  return login;
}

/** The form in which mail is sent: letters outside of ASCII are spelt out. Anything else stays as it is. */
function toAscii(domain: string): string {
  if (/[\s/\\?#:@%]/.test(domain)) {
    return domain;
  }
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}
