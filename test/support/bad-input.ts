import { loadConfig } from '../../src/config/load.js';
import { makeWorkspace } from './workspace.js';

const GOOD: Readonly<Record<string, string>> = {
  API_ID: '12345',
  API_HASH: 'abcdef1234567890abcdef1234567890',
  PHONE_NUMBER: '+905551234567',
  GROUP_LINKS: 'grup1',
  CUSTOMER_ID: '1',
};

/** A customer's configuration with something wrong in it. */
export interface BadInput {
  /** Variables that replace the good ones; undefined takes one out. */
  readonly set?: Readonly<Record<string, string | undefined>>;
  /** Lines behind the variables, as they stand: the first is line 6 when all good ones are there. */
  readonly lines?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly envFile?: string;
}

/** By its name: the input, and the whole message that is expected. */
export type BadInputTable = Readonly<Record<string, BadInput & { readonly says: string }>>;

/** What loading that input ends in: the error, or the configuration when it was good after all. */
export async function loadBadInput(input: BadInput): Promise<unknown> {
  const values = Object.entries({ ...GOOD, ...input.set }).filter(([, text]) => text !== undefined);
  const good = values.map(([name, text]) => `${name}=${text}\n`).join('');
  const workspace = makeWorkspace({ 'x.env': `${good}${input.lines ?? ''}\n`, ...input.files });
  try {
    return await loadConfig({
      envFile: input.envFile ?? 'x.env',
      environment: input.environment ?? (input.envFile === undefined ? {} : GOOD),
      cwd: workspace.path,
    });
  } catch (error) {
    return error;
  } finally {
    workspace.remove();
  }
}
