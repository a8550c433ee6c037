import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { VirtualWorld } from './world.js';

const SELF = { id: 777, firstName: 'Ayşe', username: 'ayse' };
const GROUP = -1_000_000_000_001;
const ANNA = 5_001;
const ROBO = 7_001;

const world = () =>
  new VirtualWorld(new VirtualClock(0), {
    self: SELF,
    chats: [
      { id: GROUP, kind: 'supergroup', title: 'Group' },
      { id: ANNA, kind: 'user', title: 'Anna' },
      { id: ROBO, kind: 'user', title: 'Robo', bot: true },
    ],
  });

describe('people of the virtual world', () => {
  test('a bot writes only to an account that has written to it', () => {
    const { say } = bound(world());
    expect(() => say(ROBO, ROBO, 'buy this')).toThrow('cannot write first');
    say(ROBO, SELF.id, '/start');
    expect(say(ROBO, ROBO, 'welcome')).toMatchObject({ own: false, text: 'welcome' });
  });

  test('the account is told that it was named, or answered', () => {
    const { say } = bound(world());
    const own = say(GROUP, SELF.id, 'a question');
    expect(say(GROUP, ANNA, 'an answer', { replyToId: own.id })).toMatchObject({ mentioned: true });
    expect(say(GROUP, ANNA, 'hey @AYSE!')).toMatchObject({ mentioned: true });
  });

  test.each([
    [GROUP, ANNA, '@aysegul is somebody else'],
    [GROUP, ANNA, 'mail to x@ayse'],
    [GROUP, SELF.id, 'I am @ayse'],
    [ANNA, ANNA, 'you are @ayse'],
  ])('but not in %s by %s with "%s"', (chat, from, text) => {
    expect(bound(world()).say(chat, from, text)).not.toHaveProperty('mentioned');
  });

  test('nor by an answer to somebody else', () => {
    const { say } = bound(world());
    const other = say(GROUP, ANNA, 'hello');
    expect(say(GROUP, ANNA, 'hello?', { replyToId: other.id })).not.toHaveProperty('mentioned');
  });
});

function bound(of: VirtualWorld) {
  return { say: of.say.bind(of) };
}
