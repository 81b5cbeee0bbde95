import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { eventually } from './eventually.ts';

export type Mail = { from: string; to: string; text: string };

/** A mail server on loopback that takes everything, or refuses every password. */
export async function openMailBox({ refusesPasswords = false } = {}) {
  const mails: Mail[] = [];
  const logins: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    talk(socket, mails, logins, refusesPasswords);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    mails,
    /** What was shown as user name and password, as it came. */
    logins,
    async mailTo(address: string): Promise<Mail> {
      await eventually(() => mails.some(({ to }) => to === address));
      return mails.find(({ to }) => to === address) ?? { from: '', to: '', text: '' };
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function talk(socket: Socket, mails: Mail[], logins: string[], refusesPasswords: boolean): void {
  let mail = { from: '', to: '', text: '' };
  let isText = false;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answers: Record<string, (line: string) => unknown> = {
    EHLO: () => say('250-mail.example\r\n250 AUTH PLAIN'),
    AUTH: (line) => {
      logins.push(Buffer.from(line.split(' ')[2] ?? '', 'base64').toString());
      say(refusesPasswords ? '535 no' : '235 yes');
    },
    MAIL: (line) => {
      mail.from = addressIn(line);
      say('250 ok');
    },
    RCPT: (line) => {
      mail.to = addressIn(line);
      say('250 ok');
    },
    DATA: () => {
      isText = true;
      say('354 go on');
    },
    QUIT: () => {
      say('221 bye');
      socket.end();
    },
  };
  const answer = (line: string) => answers[line.slice(0, 4).toUpperCase()]?.(line);
  say('220 mail.example');
  socket.on('data', (chunk) => {
    const lines = `${rest}${chunk.toString()}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!isText) {
        answer(line);
      } else if (line === '.') {
        isText = false;
        mails.push(mail);
        mail = { from: '', to: '', text: '' };
        say('250 taken');
      } else {
        mail.text += `${line}\n`;
      }
    }
  });
}

function addressIn(line: string): string {
  return /<(.*?)>/.exec(line)?.[1] ?? '';
}
