// The libraries alone, loaded as the daemon loads them: what nobody's code can go below.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--optimize-for-size');
await Promise.all(
  ['telegram', 'pg', 'winston', 'commander', 'zod', 'croner', 'fastify', 'yaml'].map(
    (name) => import(name),
  ),
);
process.stdout.write('ready\n');
setInterval(() => {}, 1 << 30);
