import { describe } from '@jest/globals';
import { writerContract } from '../../../test/contracts/writer.js';

describe('the writer, in front of the sandbox’s model', () => {
  writerContract();
});
