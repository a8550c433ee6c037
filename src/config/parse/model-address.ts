import { bad, type Parsed } from './parsed.js';
import { urlWith } from './url.js';

const EXAMPLE = 'http://localhost:11434/v1';

/** `OPENAI_BASE_URL`: up to where `/chat/completions` follows, and without a key in it. */
export function parseModelAddress(text: string): Parsed<string> {
  const parsed = urlWith(['http', 'https'], EXAMPLE)(text);
  if (!parsed.ok) return parsed;
  const { username, password, pathname, search, hash } = new URL(parsed.value);
  if (username !== '' || password !== '') {
    return bad('has a name or a password in it', 'Put the key into OPENAI_API_KEY');
  }
  if (search !== '' || hash !== '') {
    return bad('has something behind its path', `Write it as {name}=${EXAMPLE}`);
  }
  if (/\/(chat\/)?completions$/.test(pathname)) {
    return bad('goes beyond the endpoint', `End it before /chat/completions, as {name}=${EXAMPLE}`);
  }
  return parsed;
}
