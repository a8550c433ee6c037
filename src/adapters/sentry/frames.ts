import type { StackFrame } from '@sentry/core';

const FRAME =
  /^\s+at (?:async )?(?:new )?(?:([^\s(]+(?: \[as [^\]]+\])?) \()?([^\s()]+):(\d+):(\d+)\)?$/;
const DEEPEST = 50;

/**
 * The frames of V8's stack, the innermost last, as Sentry wants them. Paths begin at the program's own folders:
 * where it is installed is nobody's business.
 */
export function framesOf(stack: string, message: string): StackFrame[] {
  // The message stands first, and may hold lines that look like frames.
  const at = stack.indexOf(message);
  const lines = stack.slice(at < 0 ? 0 : at + message.length).split('\n');
  const frames = lines.slice(0, DEEPEST).flatMap((line) => {
    const [, name, file, row, column] = FRAME.exec(line) ?? [];
    if (file === undefined) return [];
    const filename = shorten(file);
    const inApp = !filename.startsWith('node:') && !filename.startsWith('node_modules/');
    return [
      {
        filename,
        lineno: Number(row),
        colno: Number(column),
        in_app: inApp,
        ...(name === undefined ? {} : { function: name }),
      },
    ];
  });
  return frames.reverse();
}

function shorten(file: string): string {
  if (file.startsWith('node:')) return file;
  const path = file.replace(/^file:\/\//, '');
  const own = /(?:^|\/)((?:node_modules|dist|src|bin)\/(?!.*\/node_modules\/).*)$/.exec(path)?.[1];
  return own ?? path.slice(path.lastIndexOf('/') + 1);
}
