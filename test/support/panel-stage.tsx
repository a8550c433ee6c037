import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { render } from 'ink';
import { createElement } from 'react';
import type { Control } from '../../src/control/contract/control.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import type { Panel, PanelProps } from '../../src/tui/panel.js';
import { type Canvas, CanvasContext } from '../../src/tui/screen/canvas.js';
import { withoutColours } from '../../src/tui/screen/frame.js';
import { handlers, STATUS } from './control-handlers.js';

/** Turns of the event loop after which what can happen without time has happened. */
const PATIENCE = 2_000;

export const KEYS = {
  enter: '\r',
  escape: '\x1b',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageUp: '\x1b[5~',
  backspace: '\x7f',
  save: '\x13',
} as const;

export interface ShownPanel {
  /** What was asked of the daemon to do. */
  readonly asked: unknown[];
  /** What the foot of the screen was told. */
  readonly told: string[];
  readonly clock: VirtualClock;
  closed(): boolean;
  /** The screen as it is, without colours. */
  screen(): string;
  /** Types, each text at once, and lets follow what can. */
  type(...keys: readonly string[]): Promise<void>;
  /** The screen, once it shows that. @throws Error when it never does */
  until(text: string): Promise<string>;
  /** Shows it with other properties. */
  again(props: Partial<PanelProps>): void;
  end(): void;
}

/** Shows a panel as a terminal would; the daemon is scripted. */
export function showPanel(
  panel: Panel,
  control: Partial<Control> = {},
  props: Partial<PanelProps> = {},
): ShownPanel {
  const asked: unknown[] = [];
  const told: string[] = [];
  const clock = new VirtualClock(props.status?.at ?? STATUS.at);
  let closed = false;
  let all: PanelProps = {
    control: { ...handlers(asked), events: noEvents, ...control },
    status: STATUS,
    clock,
    language: 'en',
    zone: 'Europe/Istanbul',
    size: { columns: 80, rows: 20 },
    tell: (message, kind) => void told.push(`${kind}: ${message}`),
    close: () => {
      closed = true;
    },
    ...props,
  };
  const output = new Output();
  const input = new Input();
  const draw = () => createElement(CanvasContext, { value: output }, createElement(panel, all));
  const shown = render(draw(), {
    stdout: output as never,
    stdin: input as never,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const settle = async () => {
    for (let turns = 0; turns < 20; turns += 1) await turn();
  };
  return {
    asked,
    told,
    clock,
    closed: () => closed,
    screen: () => output.frame(all.size.rows),
    async type(...keys) {
      await settle();
      for (const key of keys) {
        input.press(key);
        await settle();
      }
    },
    async until(text) {
      for (let turns = 0; turns < PATIENCE; turns += 1) {
        const frame = output.frame(all.size.rows);
        if (frame.includes(text)) return frame;
        await turn();
      }
      throw new Error(`the screen never shows "${text}":\n${output.frame(all.size.rows)}`);
    },
    again(some) {
      all = { ...all, ...some };
      shown.rerender(draw());
    },
    end: () => shown.unmount(),
  };
}

async function* noEvents() {}

class Output extends EventEmitter implements Canvas {
  readonly #rows: string[] = [];
  /** Any panel that is tested fits. */
  readonly columns = 200;
  readonly rows = 60;

  put(from: number, rows: readonly string[]): void {
    for (const [index, row] of rows.entries()) this.#rows[from + index] = withoutColours(row);
  }

  frame(rows: number): string {
    return this.#rows.slice(0, rows).join('\n');
  }

  /** What Ink writes by itself is nothing to look at. */
  readonly write = (): boolean => true;
}

class Input extends EventEmitter {
  readonly isTTY = true;
  #waiting: string[] = [];

  press(key: string): void {
    this.#waiting.push(key);
    this.emit('readable');
  }

  read(): string | null {
    return this.#waiting.shift() ?? null;
  }

  setEncoding(): void {}
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}
}
