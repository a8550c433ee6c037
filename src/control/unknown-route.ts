import type { Refusal } from './failure.js';
import { FACES } from './routes/table.js';

/** Long enough for every path that there is, and for a person to see what was asked. */
const LONGEST_SHOWN = 128;

/** What is answered where there is no such route: 405 where the path is known with another method, else 404. */
export function unknownRoute(method: string, url: string): Refusal {
  const path = url.split('?', 1)[0] ?? '';
  const methods = FACES.filter((face) => face.path === path).map((face) => face.method);
  const problem = `there is no ${method} ${path.slice(0, LONGEST_SHOWN)}`;
  if (methods.length === 0) {
    const remedy = 'Use the same version of postaci at both ends.';
    return { status: 404, failure: { code: 'USAGE', problem, remedy } };
  }
  return {
    status: 405,
    failure: { code: 'USAGE', problem, remedy: `Use ${methods.join(' or ')}.` },
    headers: { allow: methods.join(', ') },
  };
}
