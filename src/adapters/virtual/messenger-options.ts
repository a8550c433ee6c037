import type { Logger } from '../../core/logger.js';
import type { Random } from '../../lib/seeded-random.js';
import type { FaultPlan, PushFault, QuestionFault } from './faults.js';
import type { Latency } from './line.js';

/** How the virtual network behaves. */
export interface VirtualMessengerOptions {
  readonly logger: Logger;
  /** There and back. Default: 40 to 400 ms. */
  readonly latency?: Latency;
  /** How long an answer is waited for, in milliseconds. Default: `SEND_DEADLINE_MS`. */
  readonly deadlineMs?: number;
  /** From a cut line to the next connection, in milliseconds. Default: 2,000. */
  readonly reconnectMs?: number;
  /** Default: nothing goes wrong. */
  readonly faults?: FaultPlan;
  /** What befalls pushes. Default: nothing. */
  readonly pushFaults?: FaultPlan<PushFault>;
  /** What befalls questions for updates. Default: nothing. */
  readonly questionFaults?: FaultPlan<QuestionFault>;
  /** What befalls typing. Default: nothing. */
  readonly typingFaults?: FaultPlan<QuestionFault>;
  /** What befalls questions about channels. Default: nothing. */
  readonly discussionFaults?: FaultPlan<QuestionFault>;
  /** Default: a source of its own, always the same. */
  readonly random?: Random;
}
