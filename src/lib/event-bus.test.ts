import { describe } from '@jest/globals';
import { eventBusContract } from '../../test/contracts/event-bus.js';
import { createEventBus } from './event-bus.js';

describe('the event bus in memory', () => {
  eventBusContract(createEventBus);
});
