import type { ConversationScript, Role } from './script.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Long enough for somebody who waits for the account's owner first, as with `manualplus`. */
const PATIENCE_MS = 10 * MINUTE_MS;

/** Asks something in private, goes on when answered, and asks to be left alone at the end. */
const turkishRole: Role = {
  person: 'kisi02',
  steps: [
    { do: 'write', text: 'Merhaba, fiyat ne kadar?', afterMs: 5 * SECOND_MS },
    { do: 'listen', atMostMs: PATIENCE_MS },
    { do: 'write', text: 'Katılmak istiyorum', afterMs: 8 * SECOND_MS },
    { do: 'listen', atMostMs: PATIENCE_MS },
    { do: 'write', text: 'dur', afterMs: 30 * SECOND_MS },
  ],
};

/** Names the account in a group, then answers its reply there. */
const groupRole: Role = {
  person: 'kisi03',
  steps: [
    { do: 'mention', chat: 'grup1', text: 'fiyat listesi var mı?', afterMs: 8 * SECOND_MS },
    { do: 'listen', chat: 'grup1', atMostMs: PATIENCE_MS, orLeave: true },
    { do: 'reply', chat: 'grup1', text: 'Adres neresi?', afterMs: 10 * SECOND_MS },
  ],
};

const russianRole: Role = {
  person: 'kisi20',
  steps: [
    { do: 'write', text: 'Привет! Сколько это стоит?', afterMs: 12 * SECOND_MS },
    { do: 'listen', atMostMs: PATIENCE_MS },
    { do: 'write', text: 'Спасибо, подумаю', afterMs: 10 * SECOND_MS },
  ],
};

const englishRole: Role = {
  person: 'kisi31',
  steps: [
    { do: 'write', text: 'Hi, what is the price?', afterMs: 15 * SECOND_MS },
    { do: 'listen', atMostMs: PATIENCE_MS, orLeave: true },
    { do: 'write', text: 'stop', afterMs: 20 * SECOND_MS },
  ],
};

/** Keeps writing, answered or not. */
const eagerRole: Role = {
  person: 'kisi05',
  steps: ['Selam', 'Orada mısınız?', 'Menü var mı?', 'Bekliyorum'].map((text) => ({
    do: 'write',
    text,
    afterMs: 10 * SECOND_MS,
  })),
};

/** Some minutes of the people of `postaci sandbox` with an account: in private, and in a group. */
export function defaultConversations(account: string): ConversationScript {
  return { account, roles: [turkishRole, groupRole, russianRole, englishRole, eagerRole] };
}
