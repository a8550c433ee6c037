import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type EnvEntry, readEnvFile } from './env-file.js';
import type { ProblemList } from './problems.js';
import type { FoundValue } from './raw-value.js';

interface Where {
  /** As the operator wrote it. */
  readonly envFile?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The env file's place: `.env` counts when none is named, but need not be there. Absolute. */
export function envPath({ cwd, envFile = '.env' }: Where): string {
  return resolve(cwd, envFile);
}

/** Reads the two weaker layers: what the env file says, and the environment. */
export async function readLayers(
  options: Where,
  problems: ProblemList,
  warnings: string[],
): Promise<{ envFile: readonly FoundValue[]; environment: readonly FoundValue[] }> {
  const { envFile, environment, cwd } = options;
  const path = envPath(options);
  const file = relative(cwd, path);
  const wanted = envFile !== undefined || existsSync(path);
  const entries = wanted ? await readEnvFile(path, file, problems, warnings) : [];
  const fromFile = ({ name, text, line }: EnvEntry): FoundValue => ({
    written: name,
    text: text.trim(),
    source: { kind: 'env-file', file, line, name },
  });
  return {
    envFile: entries.map(fromFile),
    environment: Object.entries(environment).map(([name, text = '']) => ({
      written: name,
      text: text.trim(),
      source: { kind: 'environment', name },
    })),
  };
}
