import type { Language } from './person.js';
import type { PersonPlan } from './scenario.js';

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  tr: [
    'Ahmet Yılmaz',
    'Ayşe Kaya',
    'Mehmet Demir',
    'Fatma Çelik',
    'Mustafa Şahin',
    'Zeynep Aydın',
    'Emre Öztürk',
    'Elif Arslan',
    'Hüseyin Doğan',
    'Merve Kılıç',
    'Burak Aslan',
    'Selin Koç',
    'Can Kurt',
    'Büşra Özdemir',
    'Oğuz Polat',
    'Gizem Erdem',
    'Kerem Güneş',
    'Derya Tekin',
  ],
  ru: [
    'Иван Петров',
    'Анна Смирнова',
    'Дмитрий Кузнецов',
    'Ольга Попова',
    'Сергей Соколов',
    'Мария Лебедева',
    'Алексей Козлов',
    'Наталья Новикова',
    'Павел Морозов',
    'Юлия Волкова',
    'Никита Фёдоров',
  ],
  en: [
    'Olivia Brown',
    'Liam Walker',
    'Emma Hughes',
    'Noah Fraser',
    'Ava Mitchell',
    'Lucas Reed',
    'Mia Turner',
    'Ethan Cole',
    'Grace Parker',
    'Owen Price',
    'Ruby Barnes',
  ],
};

/** Ways in which a person may be closed to strangers; the first of a language is one who wrote first. */
const HABITS: readonly Partial<PersonPlan>[] = [
  { wroteFirst: true },
  { privacy: 'premiumOnly' },
  { privacy: 'paidMessages' },
  { privacy: 'nobody' },
];

/** Forty simulated people. Usernames are `kisi01`, `kisi02`, … */
export const people: readonly PersonPlan[] = (['tr', 'ru', 'en'] as const)
  .flatMap((language) => NAMES[language].map((name, at) => ({ name, language, at })))
  .map(({ name, language, at }, index) => {
    const [firstName = name, lastName] = name.split(' ');
    return {
      firstName,
      ...(lastName ? { lastName } : {}),
      username: `kisi${String(index + 1).padStart(2, '0')}`,
      language,
      ...HABITS[at],
    };
  });
