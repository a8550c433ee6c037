import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DataCentre } from '../core/config.js';
import type { LoadContext } from './load-context.js';
import { wholeNumber } from './parse/number.js';
import { bad, good, type Parser } from './parse/parsed.js';
import { parseHost } from './proxy.js';
import type { VariableName } from './variables/known.js';

const KEY_REMEDY =
  "Give the path of the server's public RSA key in PEM, or the PEM itself (the sandbox prints it)";

/** Reads `TELEGRAM_DC_*`: undefined is Telegram's own. */
export function readDataCentre({ values, folders, problems }: LoadContext): DataCentre | undefined {
  const host = values.read('TELEGRAM_DC_HOST', parseHost);
  const port = values.read('TELEGRAM_DC_PORT', wholeNumber(1, 65_535, 443)) ?? 443;
  const dcId = values.read('TELEGRAM_DC_ID', wholeNumber(1, 1000, 2)) ?? 2;
  if (!values.has('TELEGRAM_DC_HOST')) {
    const others: VariableName[] = ['TELEGRAM_DC_PORT', 'TELEGRAM_DC_ID', 'TELEGRAM_DC_KEY'];
    const other = others.find((name) => values.has(name));
    if (other) {
      problems.add(
        `${other} is set, but TELEGRAM_DC_HOST is not`,
        "Set TELEGRAM_DC_HOST too, or take it out to use Telegram's own data centres",
      );
    }
    return undefined;
  }
  const publicKeyPem = values.require('TELEGRAM_DC_KEY', parseKey(folders.cwd), KEY_REMEDY);
  if (host === undefined || publicKeyPem === undefined) return undefined;
  return { host, port, dcId, publicKeyPem };
}

/** A PEM, its line breaks also written as `\n`, or the path of one; given back as PKCS#1. */
function parseKey(cwd: string): Parser<string> {
  return (text) => {
    let pem = text.replaceAll('\\n', '\n');
    if (!pem.includes('-----BEGIN')) {
      try {
        pem = readFileSync(resolve(cwd, text), 'utf8');
      } catch {
        return bad('is neither a PEM nor a readable file', KEY_REMEDY);
      }
    }
    try {
      const key = createPublicKey(pem);
      if (key.asymmetricKeyType !== 'rsa') return bad('is not an RSA key', KEY_REMEDY);
      return good(key.export({ type: 'pkcs1', format: 'pem' }).toString());
    } catch {
      return bad('holds no public key', KEY_REMEDY);
    }
  };
}
