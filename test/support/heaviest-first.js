// Jest starts the files first that took longest the last time. Where it has not seen them yet, as on a
// fresh machine, it goes by their size, which says little: the longest must not be begun last.
import Sequencer from '@jest/test-sequencer';

/** The longest first; what stands in none of them comes after. */
const HEAVY = [
  /\/test\/end-to-end\//,
  /\/test\/chaos\//,
  /\/test\/campaign\//,
  /\/test\/(simulate|tui|errors)\//,
  /\/src\/sandbox\/(sandbox|mtproto\/(gramjs|mtcute))\.test/,
  /\/src\/adapters\/postgres\/(crash|embedded)\./,
  /\/src\/adapters\/telegram\//,
  /\/src\/(outbox|services)\//,
];

export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort([...tests]);
    const unknown = sorted.filter(isUnknown).sort((a, b) => rank(a) - rank(b));
    return sorted.map((test) => (isUnknown(test) ? unknown.shift() : test));
  }
}

function isUnknown(test) {
  return test.duration === undefined;
}

function rank({ path }) {
  const place = HEAVY.findIndex((pattern) => pattern.test(path.replaceAll('\\', '/')));
  return place < 0 ? HEAVY.length : place;
}
