import { describe } from '@jest/globals';
import { authorOnSandbox } from '../../../test/contracts/writer-author.js';

describe('the author with the writer, in front of the sandbox’s model', () => {
  authorOnSandbox();
});
