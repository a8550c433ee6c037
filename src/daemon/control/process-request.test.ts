import { expect, test } from '@jest/globals';
import { ProcessRequests } from './process-request.js';

test('a request is told, and a stop is the last word', async () => {
  const requests = new ProcessRequests();
  expect(requests.wanted).toBeUndefined();
  requests.note('restart');
  await requests.asked;
  expect(requests.wanted).toBe('restart');
  requests.note('stop');
  requests.note('restart');
  expect(requests.wanted).toBe('stop');
});
