import { bad, good, type Parser } from './parsed.js';

/** A URL with one of these schemes; given back as written, but without a trailing slash. */
export function urlWith(schemes: readonly string[], example: string): Parser<string> {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '') {
      return good(text.replace(/\/$/, ''));
    }
    const list = schemes.map((scheme) => `${scheme}://`).join(' or ');
    return bad(`is not a URL that begins with ${list}`, `Write it as {name}=${example}`);
  };
}
