import { isIP } from 'node:net';
import { bad, good, type Parser } from './parsed.js';

/** Where to listen. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const REMEDY = 'Write {name}=127.0.0.1:8000, or off';

/** `127.0.0.1:8000`, `[::1]:8000`, `8000` (this machine only), `off`. */
export const parseListenAddress: Parser<ListenAddress | 'off'> = (text) => {
  if (/^off$/i.test(text)) return good('off');
  const [, bracketed, plain, digits] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port < 1 || port > 65_535) {
    return bad('is no address with a port', REMEDY);
  }
  const host = bracketed ?? plain ?? '127.0.0.1';
  if (host !== 'localhost' && isIP(host) === 0) {
    return bad(`names "${host}", which is no address of this machine`, REMEDY);
  }
  return good({ host, port });
};
