import type { CodeChannel, CodeRequest, LoginPrompts, QrLoginPrompts } from '../core/login.js';
import { qrCode } from './qr-code.js';
import type { TerminalPrompts } from './terminal-prompts.js';

const CHANNELS: Record<CodeChannel, string> = {
  app: 'to your Telegram app',
  sms: 'by SMS',
  call: 'by a phone call that reads it out',
  'flash-call': 'as a call from a number that holds it',
  'missed-call': 'as a missed call: the last digits of the number are the code',
  email: 'to your e-mail address',
  fragment: 'to fragment.com',
  word: 'as a word by SMS',
};

/** The questions of a login, asked at the terminal. */
export function loginPrompts(terminal: TerminalPrompts): LoginPrompts & QrLoginPrompts {
  return {
    phone: () => terminal.ask('Phone number, international (+90…): '),
    async code(request) {
      if (request.problem) terminal.say(request.problem);
      terminal.say(`A code was sent ${CHANNELS[request.sentTo]}.${another(request)}`);
      const digits = request.length ? ` (${request.length} digits)` : '';
      return terminal.ask(`Code${digits}: `);
    },
    async password({ hint, problem }) {
      if (problem) terminal.say(problem);
      return terminal.askHidden(
        `Two-step verification password${hint ? ` (hint: ${hint})` : ''}: `,
      );
    },
    notify: (text) => terminal.say(text),
    async showQr(url, expiresAt) {
      terminal.say(await qrCode(url));
      terminal.say('Scan it in Telegram: Settings → Devices → Link Desktop Device. As a link:');
      terminal.say(url);
      const end = new Date(expiresAt).toLocaleTimeString('en-GB');
      terminal.say(`It is good until ${end}; then another one appears here by itself.`);
    },
  };
}

function another({ canResend, nextType, timeoutSeconds }: CodeRequest): string {
  if (!canResend) return '';
  const way = nextType ? ` ${CHANNELS[nextType]}` : '';
  const from = timeoutSeconds > 0 ? ` (in ${timeoutSeconds} s at the earliest)` : '';
  return ` Answer "resend" to get another${way}${from}.`;
}
