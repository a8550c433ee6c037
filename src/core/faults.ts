/** An error as the log tells it: plain data, secrets and phone numbers masked. */
export interface FaultError {
  readonly name: string;
  readonly message: string;
  /** V8's, the message first. */
  readonly stack: string;
  readonly code?: string;
  readonly cause?: FaultError;
}

/** A line of the log that carries an error: a fault of the program, or of what it stands on. */
export interface Fault {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The line's own words. */
  readonly message: string;
  readonly error: FaultError;
  /** What else the line says, masked. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Whoever collects faults for those who mend the program. */
export interface FaultReporter {
  /** Returns at once and never throws; what is too much, or cannot be sent, is dropped. */
  report(fault: Fault): void;
  /** What is under way has so long to arrive, in milliseconds; then nothing is left running. Never rejects. */
  close(graceMs: number): Promise<void>;
}
