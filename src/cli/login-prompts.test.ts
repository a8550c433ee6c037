import { describe, expect, test } from '@jest/globals';
import { encode } from 'uqr';
import { loginPrompts } from './login-prompts.js';

const URL = `tg://login?token=${Buffer.alloc(32, 7).toString('base64url')}`;

const WHITE_ON_BLACK = '\u001b[97;40m';
const PLAIN = '\u001b[0m';

/** The squares that half blocks stand for; true is dark. */
function squaresIn(lines: readonly string[]): boolean[][] {
  return lines.flatMap((line) => [
    [...line].map((block) => block !== '█' && block !== '▀'),
    [...line].map((block) => block !== '█' && block !== '▄'),
  ]);
}

describe('a login by QR code at the terminal', () => {
  test('shows the code on a margin, its link, and until when it is good', async () => {
    const said: string[] = [];
    const nobody = () => Promise.reject(new Error('nothing is asked'));
    const prompts = loginPrompts({
      ask: nobody,
      askHidden: nobody,
      say: (text) => void said.push(text),
      close: () => undefined,
    });
    const expiresAt = new Date(2026, 10, 21, 12, 34, 56).getTime();
    await prompts.showQr(URL, expiresAt);
    const [code = '', ...words] = said;
    expect(words).toContain(URL);
    expect(words.join('\n')).toContain('12:34:56');
    const lines = code.split('\n').map((line) => line.slice(WHITE_ON_BLACK.length, -PLAIN.length));
    expect(code.split('\n')[0]).toBe(`${WHITE_ON_BLACK}${lines[0]}${PLAIN}`);
    const { data } = encode(URL, { border: 2, ecc: 'L' });
    expect(data[0]).not.toContain(true);
    const squares = squaresIn(lines);
    expect(squares.slice(0, data.length)).toEqual(data);
  });
});
