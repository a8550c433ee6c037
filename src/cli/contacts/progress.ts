/** A line is written every so many rows, where there is no terminal. */
const EVERY_ROWS = 10_000;

/** Tells a person how far it is. */
export interface Progress {
  at(rows: number): void;
  /** Makes room for what is written next. */
  end(): void;
}

/** On a terminal one line that renews itself; elsewhere a line every 10,000 rows. */
export function openProgress(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  total: number,
): Progress {
  const line = (rows: number) => `${group(rows)} of ${group(total)} rows`;
  if (output.isTTY) {
    let open = false;
    return {
      at(rows) {
        open = true;
        output.write(`\r${line(rows)}\u001b[K`);
      },
      end() {
        if (open) output.write('\r\u001b[K');
        open = false;
      },
    };
  }
  let told = 0;
  return {
    at(rows) {
      if (rows - told < EVERY_ROWS) return;
      told = rows - (rows % EVERY_ROWS);
      output.write(`${line(rows)}\n`);
    },
    end() {},
  };
}

const group = (count: number) => count.toLocaleString('en-GB');
