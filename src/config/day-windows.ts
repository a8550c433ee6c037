import type { DayWindow } from '../core/settings.js';
import { parseActiveWindows } from './parse/active-windows.js';
import type { PathPart } from './parsed-document.js';
import type { TextSurroundings } from './texts.js';

/** Hours of the local day, as a customer's file has them under the path's last key. */
export function readDayWindows(
  written: readonly string[] | undefined,
  path: readonly PathPart[],
  { outline, problems }: Pick<TextSurroundings, 'outline' | 'problems'>,
): readonly DayWindow[] {
  const parsed = parseActiveWindows((written ?? []).join(','));
  if (parsed.ok) return parsed.value;
  const remedy = parsed.remedy.replaceAll('{name}=', `${path.at(-1)}: `);
  outline.problem(problems, path, { problem: parsed.problem, remedy });
  return [];
}
