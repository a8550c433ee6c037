import { describe, expect, test } from '@jest/globals';
import { renderTemplate } from '../../lib/templates/template.js';
import { asksForMenu, chosenItem, menuTemplate } from './menu.js';

const menu = {
  text: 'What can I **do** for you?',
  items: [
    { label: 'Fiyatlar', answer: '10' },
    { label: 'Sipariş {ver}', answer: 'ok' },
    { label: '24 saat', answer: 'yes' },
  ],
};

describe('the menu', () => {
  test.each(['menu', 'MENÜ', 'Меню', ' /menu '])('is asked for by %p', (text) => {
    expect(asksForMenu(text)).toBe(true);
  });

  test('is not asked for by a sentence that names it', () => {
    expect(asksForMenu('menu nerede')).toBe(false);
  });

  test.each([
    ['1', 0],
    ['2.', 1],
    ['#3', 2],
    ['(3)', 2],
    ['2️⃣', 1],
    ['fiyatlar', 0],
    ['SIPARIS {ver}', 1],
    ['24 saat', 2],
    ['0', undefined],
    ['4', undefined],
    ['1 2', undefined],
    ['fiyat', undefined],
    ['', undefined],
  ])('%p chooses item %p', (text, index) => {
    expect(chosenItem(menu, text)).toBe(index);
  });

  test('shows its items with their numbers, and puts no values into labels', () => {
    const template = { id: 'menu', variants: [menuTemplate(menu)], targets: [] };
    expect(renderTemplate(template, 0, {}).text).toBe(
      'What can I do for you?\n\n1. Fiyatlar\n2. Sipariş {ver}\n3. 24 saat',
    );
  });
});
