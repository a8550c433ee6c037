// `node --import ./test/chaos/typescript.js file.ts`: Node runs the campaign's TypeScript as it stands.
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
