// Loads TypeScript by swc, as Jest does here. What lies under `src` comes from `dist`: the daemon and the
// sandbox of the campaign are the built ones, and start as fast as a user's.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const SOURCE = new URL('../../src/', import.meta.url).href;
const BUILT = new URL('../../dist/', import.meta.url).href;

const SWC = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
};

export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !context.parentURL?.endsWith('.ts')) {
    return next(specifier, context);
  }
  const { href } = new URL(specifier, context.parentURL);
  if (href.startsWith(SOURCE)) return next(BUILT + href.slice(SOURCE.length), context);
  const source = href.replace(/\.js$/, '.ts');
  return next(existsSync(fileURLToPath(source)) ? source : href, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const text = await readFile(new URL(url), 'utf8');
  const { code } = await transform(text, SWC);
  return { format: 'module', source: code, shortCircuit: true };
}
