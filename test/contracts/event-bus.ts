import { expect, test } from '@jest/globals';
import type { EventBus, LiveEvent } from '../../src/core/events.js';
import type { Logger } from '../../src/core/logger.js';

/** What every EventBus promises. `open` gives a fresh one, which logs where it is told to. */
export function eventBusContract(open: (logger: Logger) => Promise<EventBus> | EventBus): void {
  test('each listener hears each event once, in order', async () => {
    const bus = await open(recordingLogger().logger);
    const heard: LiveEvent[][] = [[], []];
    for (const list of heard) bus.subscribe((event) => list.push(event));
    const events = Array.from({ length: 50 }, (_, at) => heardEvent(at));
    for (const event of events) bus.publish(event);
    expect(heard).toEqual([events, events]);
  });

  test('who has stopped listening hears nothing more, also when it stops twice', async () => {
    const bus = await open(recordingLogger().logger);
    const heard: number[] = [];
    const handler = (event: LiveEvent) => heard.push(event.at);
    const stop = bus.subscribe(handler);
    bus.subscribe(handler);
    bus.publish(heardEvent(1));
    stop();
    stop();
    bus.publish(heardEvent(2));
    expect(heard).toEqual([1, 1, 2]);
  });

  test('a listener may stop itself and others, or add one, while an event is told', async () => {
    const bus = await open(recordingLogger().logger);
    const heard: string[] = [];
    const stopFirst = bus.subscribe(() => {
      heard.push('first');
      stopFirst();
      stopSecond();
      bus.subscribe(() => heard.push('third'));
    });
    const stopSecond = bus.subscribe(() => heard.push('second'));
    bus.publish(heardEvent(1));
    expect(heard).toEqual(['first']);
    bus.publish(heardEvent(2));
    expect(heard).toEqual(['first', 'third']);
  });

  test('a listener that throws disturbs nobody, and is reported', async () => {
    const { logger, lines } = recordingLogger();
    const bus = await open(logger);
    const heard: number[] = [];
    bus.subscribe(() => {
      throw new Error('broken listener');
    });
    bus.subscribe((event) => heard.push(event.at));
    expect(() => bus.publish(heardEvent(1))).not.toThrow();
    expect(heard).toEqual([1]);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
}

/** An event to tell apart by its time. */
export function heardEvent(at: number): LiveEvent {
  return { type: 'heard', at, peer: -1001234567890, own: false, text: `Günaydın ${at}` };
}

interface Line {
  readonly level: string;
  readonly message: string;
  readonly fields?: Record<string, unknown>;
}

/** A logger that remembers, and tells `onLine` at once. */
export function recordingLogger(onLine: (line: Line) => void = () => undefined): {
  logger: Logger;
  lines: readonly Line[];
} {
  const lines: Line[] = [];
  const at = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    const line = { level, message, ...(fields ? { fields } : {}) };
    lines.push(line);
    onLine(line);
  };
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return { logger, lines };
}
