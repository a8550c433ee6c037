import { existsSync, readFileSync } from 'node:fs';
import type { Surroundings } from './decide.js';

/** What container engines put into their containers. */
const MARKS = ['/.dockerenv', '/run/.containerenv'];

/** Where this process was started. */
export function surroundings(): Surroundings {
  return {
    stdinIsTerminal: process.stdin.isTTY === true,
    stdoutIsTerminal: process.stdout.isTTY === true,
    inContainer: isContainer(process.env, existsSync),
    inForeground: isForeground(readOwnStat()),
    term: process.env.TERM,
  };
}

/** Is it a container, by what its engine says: Docker, Podman, Kubernetes, systemd-nspawn, LXC? */
export function isContainer(
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean,
): boolean {
  const { KUBERNETES_SERVICE_HOST, container } = environment;
  return Boolean(KUBERNETES_SERVICE_HOST) || Boolean(container) || MARKS.some(exists);
}

/**
 * Is a process in the foreground of its terminal? Where the system does not tell, it is taken to be.
 * @param stat `/proc/self/stat`, see proc(5): the group of the process, and the one that has the terminal
 */
export function isForeground(stat: string | undefined): boolean {
  // The name of the command stands in brackets, and may hold spaces and brackets itself.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [group, owner] = [Number(fields?.[2]), Number(fields?.[5])];
  if (!(group > 0 && owner > 0)) return true;
  return group === owner;
}

function readOwnStat(): string | undefined {
  try {
    return readFileSync('/proc/self/stat', 'utf8');
  } catch {
    return undefined;
  }
}
