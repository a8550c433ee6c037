import type { Control } from './contract.js';

/** What the server stands on: every question of the contract but the stream, which comes from the bus. */
export type ControlHandlers = Omit<Control, 'events'>;
